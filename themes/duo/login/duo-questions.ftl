<#import "template.ftl" as layout>
<#-- Themes of the keycloak.v2 family wrap a field in a styled span, older ones style the field itself. -->
<#assign duoWrapped = properties.kcInputGroupItemClass?has_content>
<#-- Older layouts put the user's name in the place of the title; then the title is ours to write. -->
<#assign duoTitled = duoWrapped || !((auth.showUsername() && !auth.showResetCredentials())!false)>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("duoQuestionsTitle")}
    <#elseif section = "form">
        <link rel="stylesheet" href="${url.resourcesPath}/css/duo-mfa.css?v=8ff1c6cf">
        <script type="module" src="${url.resourcesPath}/js/duo-once.js?v=6456475b"></script>
        <form id="kc-duo-questions-form" class="${properties.kcFormClass!} duo-form" action="${url.loginAction}" method="post" novalidate data-duo-once>
            <#if !duoTitled><h1 class="duo-title">${msg("duoQuestionsTitle")}</h1></#if>
            <#assign duoFocused = false>
            <#list duo.questions as question>
                <#assign duoField = "answer." + question.key>
                <#assign duoError = messagesPerField.existsError(duoField)>
                <#-- The first field that is wrong, else the first one. -->
                <#assign duoFocus = !duoFocused && (duoError || !duo.wrong)>
                <#if duoFocus><#assign duoFocused = true></#if>
                <div class="${properties.kcFormGroupClass!} duo-group">
                    <div class="${properties.kcFormGroupLabelClass!properties.kcLabelWrapperClass!}">
                        <label for="duo-answer-${question?counter}" class="${properties.kcLabelClass!} ${properties.kcFormLabelTextClass!} duo-label">${question.prompt}</label>
                    </div>
                    <div class="<#if !duoWrapped>${properties.kcInputWrapperClass!}</#if>">
                        <#if duoWrapped><span class="${properties.kcInputClass!}<#if duoError> ${properties.kcError!}</#if>"></#if>
                        <#-- A hidden answer is no password: "one-time-code" keeps browsers from filling in and saving one, the data attributes
                             keep password managers from it. It stays a password field, since a text field that only looks hidden is
                             read aloud, learnt by on-screen keyboards, and readable where the browser lacks the style. -->
                        <input id="duo-answer-${question?counter}" name="${duoField}" type="${question.disableEcho?then("password", "text")}"
                               class="<#if !duoWrapped>${properties.kcInputClass!}</#if>" value="${question.value}"
                               <#if question.disableEcho>autocomplete="one-time-code" data-1p-ignore data-lpignore="true" data-bwignore data-form-type="other"<#else>autocomplete="off"</#if>
                               autocapitalize="none" autocorrect="off" spellcheck="false" maxlength="256" dir="auto" required
                               <#if duoFocus>autofocus</#if> <#if duoError>aria-invalid="true" aria-describedby="input-error-answer-${question?counter}"</#if>>
                        <#if duoWrapped>
                            <#if duoError>
                                <span class="${properties.kcFormControlUtilClass!}"><span class="${properties.kcInputErrorIconStatusClass!}"><i class="${properties.kcInputErrorIconClass!}" aria-hidden="true"></i></span></span>
                            </#if>
                            </span>
                        </#if>
                        <#if duoError>
                            <div class="${properties.kcFormHelperTextClass!}">
                                <span id="input-error-answer-${question?counter}" class="${properties.kcInputErrorMessageClass!} duo-error" role="alert">${messagesPerField.get(duoField)}</span>
                            </div>
                        </#if>
                    </div>
                </div>
            </#list>
            <div class="${properties.kcFormGroupClass!} duo-group">
                <div class="<#if !duoWrapped>${properties.kcFormButtonsClass!}</#if>">
                    <button id="kc-login" name="login" type="submit"
                            class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">
                        ${msg("duoContinue")}
                    </button>
                </div>
            </div>
        </form>
    </#if>
</@layout.registrationLayout>
