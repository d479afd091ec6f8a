<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("duoAttemptEnded")}
    <#elseif section = "form">
        <link rel="stylesheet" href="${url.resourcesPath}/css/duo-mfa.css?v=8ff1c6cf">
        <div id="duo-outcome" class="duo-outcome">
            <p id="duo-outcome-text" class="duo-lead">${msg("duoErrorPromptLost")}</p>
            <#include "duo-help.ftl">
        </div>
    </#if>
</@layout.registrationLayout>
