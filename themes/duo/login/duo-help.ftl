<#-- The help of the administrator, to be included where a login ends or is blocked: duo.help has url, text, both or none. -->
<#if (duo.help.url)?has_content>
    <p class="duo-help"><a id="duo-help" href="${duo.help.url}" target="_blank" rel="noopener noreferrer"><#if (duo.help.text)?has_content><bdi>${duo.help.text}</bdi><#else>${msg("duoHelp")}</#if> <span class="duo-hidden">${msg("duoNewTab")}</span></a></p>
<#elseif (duo.help.text)?has_content>
    <p id="duo-help" class="duo-help" dir="auto">${duo.help.text}</p>
</#if>
