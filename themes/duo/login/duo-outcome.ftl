<#import "template.ftl" as layout>
<#assign duoOutage = ["unreachable", "rate_limited", "duo_error", "mapping_error", "config_error"]?seq_contains(duo.outcome)>
<#-- Only a web address becomes a link: the value comes from outside. -->
<#assign duoPortal = (duo.portalUrl)!"">
<#if !duoPortal?starts_with("https://")><#assign duoPortal = ""></#if>
<#assign duoTryAgain = (duo.tryAgainUrl)!"">
<#assign duoTitle = duoOutage?then(msg("duoOutageTitle"), msg("duoAttemptEnded"))>
<#-- Older layouts put the user's name in the place of the title; then the title is ours to write. -->
<#assign duoTitled = properties.kcInputGroupItemClass?has_content || !((auth.showUsername() && !auth.showResetCredentials())!false)>
<#assign duoButton = (properties.kcButtonClass!) + " " + (properties.kcButtonBlockClass!) + " " + (properties.kcButtonLargeClass!)>
<#assign duoSecondary = properties.kcButtonSecondaryClass!"pf-m-secondary">
<#assign duoPrimary = properties.kcButtonPrimaryClass!>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${duoTitle}
    <#elseif section = "form">
        <link rel="stylesheet" href="${url.resourcesPath}/css/duo-mfa.css?v=8ff1c6cf">
        <div id="duo-outcome" class="duo-outcome" data-outcome="${duo.outcome}">
            <#if !duoTitled><h1 class="duo-title">${duoTitle}</h1></#if>
            <p id="duo-outcome-text" class="duo-lead"><#if duoPortal?has_content>${msg("duoPortalText")}<#elseif (duo.locked)!false>${msg("duoLocked")}<#elseif duo.outcome = "push_limit">${msg("duoEndedPushLimit")}<#elseif duo.outcome = "no_capable_device">${msg("duoEndedNoDevice")}<#else>${msg("duoOutcome." + duo.outcome)}</#if></p>
            <#if (duo.words)?has_content><p id="duo-words" class="duo-words" dir="auto">${duo.words}</p></#if>
            <#include "duo-help.ftl">
            <div class="duo-buttons">
                <#if duoPortal?has_content>
                    <a id="duo-portal" href="${duoPortal}" target="_blank" rel="noopener noreferrer" class="${duoButton} ${duoPrimary}">${msg("duoPortal")}</a>
                </#if>
                <#if duoTryAgain?has_content>
                    <a id="duo-try-again" href="${duoTryAgain}" class="${duoButton} ${duoPortal?has_content?then(duoSecondary, duoPrimary)}">${msg("duoTryAgain")}</a>
                </#if>
                <a id="duo-start-over" href="${url.loginRestartFlowUrl}" class="${duoButton} ${(duoPortal + duoTryAgain)?has_content?then(duoSecondary, duoPrimary)}">${msg("duoStartOver")}</a>
            </div>
        </div>
    </#if>
</@layout.registrationLayout>
