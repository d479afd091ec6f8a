<#import "template.ftl" as layout>
<#-- Older layouts put the user's name in the place of the title; then the title is ours to write. -->
<#assign duoTitled = properties.kcInputGroupItemClass?has_content || !((auth.showUsername() && !auth.showResetCredentials())!false)>
<#assign duoButton = (properties.kcButtonClass!) + " " + (properties.kcButtonSecondaryClass!"pf-m-secondary") + " " + (properties.kcButtonBlockClass!) + " " + (properties.kcButtonLargeClass!)>
<#assign duoMinutes = (duo.secondsLeft / 60)?floor?c>
<#assign duoSeconds = (duo.secondsLeft % 60)?string("00")>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("duoEnrollTitle")}
    <#elseif section = "form">
        <link rel="stylesheet" href="${url.resourcesPath}/css/duo-mfa.css?v=8ff1c6cf">
        <script type="module" src="${url.resourcesPath}/js/duo-once.js?v=6456475b"></script>
        <script type="module" src="${url.resourcesPath}/js/duo-waiting.js?v=ce295153"></script>
        <#-- The layout has no place of ours in the head; browsers honour this one in the body, too. Not as often as the
             waiting page: people follow instructions here. -->
        <noscript><meta http-equiv="refresh" content="10;url=${url.loginAction}"></noscript>
        <div id="duo-enroll" class="duo-waiting" data-kind="enroll" data-status-url="${duo.statusUrl}" data-seconds-left="${duo.secondsLeft?c}">
            <#if !duoTitled><h1 class="duo-title">${msg("duoEnrollTitle")}</h1></#if>
            <p id="duo-enroll-text" class="duo-lead">${msg("duoEnrollText")}</p>
            <ol class="duo-steps">
                <li>${msg("duoEnrollInstall")}</li>
                <li>
                    ${msg("duoEnrollScan")}
                    <#-- Dark on light in every mode: readers of QR codes need it. -->
                    <svg id="duo-enroll-qr" class="duo-qr" role="img" aria-label="${msg("duoEnrollQr")}" viewBox="0 0 ${duo.qrSize?c} ${duo.qrSize?c}" shape-rendering="crispEdges">
                        <rect width="100%" height="100%" fill="#ffffff"/><path fill="#000000" d="${duo.qrPath}"/>
                    </svg>
                    <p class="duo-hint">${msg("duoEnrollOnPhone")} <a id="duo-enroll-link" href="${duo.link}" rel="noreferrer">${msg("duoEnrollLink")}</a></p>
                </li>
                <li>${msg("duoEnrollReturn")}</li>
            </ol>
            <div class="duo-time">
                <p id="duo-seconds" class="duo-time__text" data-format="clock" data-text="${msg("duoTimeLeft", "{0}")}">${msg("duoTimeLeft", duoMinutes + ":" + duoSeconds)}</p>
                <p class="duo-hint">${msg("duoEnrollContinueHint")}</p>
            </div>
            <p id="duo-announcement" class="duo-hidden" role="status" data-code-text="" data-done-text="${msg("duoEnrollDone")}"></p>
            <form id="kc-duo-enroll-form" action="${url.loginAction}" method="post" data-duo-once>
                <div class="duo-buttons">
                    <button id="duo-continue" name="action" value="continue" type="submit" class="${duoButton}">
                        ${msg("duoContinue")}
                    </button>
                    <button id="duo-cancel" name="action" value="cancel" type="submit" class="${duoButton}">
                        ${msg("duoCancel")}
                    </button>
                </div>
            </form>
            <#include "duo-help.ftl">
        </div>
    </#if>
</@layout.registrationLayout>
