<#-- The list of packed libraries, META-INF/THIRD-PARTY.txt in the jar. No date, so that two builds are equal. -->
Libraries of which classes are packed into this jar, as their own POMs describe them.
NOTICE says which licence is taken where a library offers several.
<#list dependencyMap as entry>
<#assign library = entry.getKey()>

${library.groupId}:${library.artifactId}:${library.version}
  name: ${library.name}
  origin: ${library.url}
<#list entry.getValue() as licence>
  licence: ${licence}
</#list>
</#list>
