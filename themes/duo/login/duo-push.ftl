<#import "template.ftl" as layout>
<#-- Older layouts put the user's name in the place of the title; then the title is ours to write. -->
<#assign duoTitled = properties.kcInputGroupItemClass?has_content || !((auth.showUsername() && !auth.showResetCredentials())!false)>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("duoWaitingTitle." + duo.kind)}
    <#elseif section = "form">
        <link rel="stylesheet" href="${url.resourcesPath}/css/duo-mfa.css?v=8ff1c6cf">
        <script type="module" src="${url.resourcesPath}/js/duo-once.js?v=6456475b"></script>
        <script type="module" src="${url.resourcesPath}/js/duo-waiting.js?v=ce295153"></script>
        <#-- The layout has no place of ours in the head; browsers honour this one in the body, too. -->
        <noscript><meta http-equiv="refresh" content="3;url=${url.loginAction}"></noscript>
        <#assign duoDevice = (duo.device)!"">
        <#assign duoCode = (duo.verificationCode)!"">
        <#-- Digits one by one: a screen reader must not read a number of hundreds. -->
        <#assign duoSpelled><#list 0..<duoCode?length as i>${duoCode[i]}<#sep> </#list></#assign>
        <div id="duo-waiting" class="duo-waiting" data-kind="${duo.kind}" data-status-url="${duo.statusUrl}" data-seconds-left="${duo.secondsLeft?c}">
            <#if !duoTitled><h1 class="duo-title">${msg("duoWaitingTitle." + duo.kind)}</h1></#if>
            <#if duo.otherTab>
                <p id="duo-other-tab" class="duo-note">${msg("duoOtherTab")}</p>
            </#if>
            <p id="duo-waiting-text" class="duo-lead">
                <#if duoDevice?has_content>${msg("duoWaiting." + duo.kind + ".device", duoDevice)}<#else>${msg("duoWaiting." + duo.kind)}</#if>
            </p>
            <#if duoCode?has_content>
                <div class="duo-code">
                    <p id="duo-verification-hint" class="duo-code__hint">${msg("duoVerificationCode")}</p>
                    <p id="duo-verification-code" class="duo-code__digits" role="img" aria-label="${duoSpelled}" dir="ltr"><#list 0..<duoCode?length as i><span>${duoCode[i]}</span></#list></p>
                </div>
            </#if>
            <div class="duo-time">
                <#-- The text beside it says the same; screen readers would sound at every move of the bar. -->
                <progress id="duo-progress" class="duo-time__bar" max="${duo.timeoutSeconds?c}" value="${duo.secondsLeft?c}" aria-hidden="true"></progress>
                <p id="duo-seconds" class="duo-time__text" data-text="${msg("duoSecondsLeft", "{0}")}">${msg("duoSecondsLeft", duo.secondsLeft?c)}</p>
                <p class="duo-hint">${msg("duoContinueHint")}</p>
            </div>
            <p id="duo-announcement" class="duo-hidden" role="status" data-code-text="<#if duoCode?has_content>${msg("duoVerificationCode")} ${duoSpelled}</#if>" data-done-text="${msg("duoDone")}"></p>
            <form id="kc-duo-waiting-form" action="${url.loginAction}" method="post" data-duo-once>
                <div class="duo-buttons">
                    <button id="duo-continue" name="action" value="continue" type="submit" autofocus aria-describedby="duo-waiting-text<#if duoCode?has_content> duo-verification-hint duo-verification-code</#if>"
                            class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!"pf-m-secondary"} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">
                        ${msg("duoContinue")}
                    </button>
                    <button id="duo-cancel" name="action" value="cancel" type="submit"
                            class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!"pf-m-secondary"} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">
                        ${msg("duoCancel")}
                    </button>
                </div>
            </form>
        </div>
    </#if>
</@layout.registrationLayout>
