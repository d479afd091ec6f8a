<#import "template.ftl" as layout>
<#-- Themes of the keycloak.v2 family wrap a field in a styled span, older ones style the field itself. -->
<#assign duoWrapped = properties.kcInputGroupItemClass?has_content>
<#assign duoError = messagesPerField.existsError("otp")>
<#assign duoSeveral = duo.factors?size gt 1>
<#-- Older layouts put the user's name in the place of the title; then the title is ours to write. -->
<#assign duoTitled = duoWrapped || !((auth.showUsername() && !auth.showResetCredentials())!false)>
<#macro kind factor><#if factor = "recovery_code" && duo.recoveryCodeNumber??>${msg("duoOtherKind.recovery_code.number", duo.recoveryCodeNumber?c)}<#else>${msg("duoOtherKind." + factor)}</#if></#macro>
<@layout.registrationLayout displayMessage=!duoError; section>
    <#if section = "header">
        ${msg("duoFactorTitle")}
    <#elseif section = "form">
        <link rel="stylesheet" href="${url.resourcesPath}/css/duo-mfa.css?v=8ff1c6cf">
        <script type="module" src="${url.resourcesPath}/js/duo-once.js?v=6456475b"></script>
        <form id="kc-duo-other-form" class="${properties.kcFormClass!} duo-form" action="${url.loginAction}" method="post" novalidate data-duo-once>
            <#if !duoTitled><h1 class="duo-title">${msg("duoFactorTitle")}</h1></#if>
            <p id="duo-other-hint">${msg("duoOtherHint")}</p>
            <#if duoSeveral>
                <fieldset class="${properties.kcFormGroupClass!} duo-group duo-choices">
                    <legend class="${properties.kcLabelClass!} duo-label">${msg("duoOtherChoice")}</legend>
                    <#list duo.factors as factor>
                        <div class="duo-choice">
                            <input id="duo-other-kind-${factor}" name="factor" type="radio" value="${factor}"<#if factor = duo.selected> checked</#if>>
                            <label for="duo-other-kind-${factor}"><@kind factor/></label>
                        </div>
                    </#list>
                </fieldset>
            </#if>
            <div class="${properties.kcFormGroupClass!} duo-group">
                <div class="${properties.kcFormGroupLabelClass!properties.kcLabelWrapperClass!}">
                    <label for="duo-other-otp" class="${properties.kcLabelClass!} ${properties.kcFormLabelTextClass!} duo-label">
                        <#if duoSeveral>${msg("duoOtherCode")}<#else><@kind duo.selected/></#if>
                    </label>
                </div>
                <div class="<#if !duoWrapped>${properties.kcInputWrapperClass!}</#if>">
                    <#if duoWrapped><span class="${properties.kcInputClass!}<#if duoError> ${properties.kcError!}</#if>"></#if>
                    <#-- Recovery codes have letters, so that the numeric keyboard is for those alone who need no letter. -->
                    <input id="duo-other-otp" name="otp" type="${duo.disableEcho?then("password", "text")}"
                           class="<#if !duoWrapped>${properties.kcInputClass!}</#if>"
                           autocomplete="one-time-code" inputmode="${duo.factors?seq_contains("recovery_code")?then("text", "numeric")}"
                           enterkeyhint="go" autocapitalize="none" autocorrect="off" spellcheck="false" maxlength="64" dir="ltr" autofocus
                           aria-describedby="duo-other-hint<#if duoError> input-error-otp</#if>"<#if duoError> aria-invalid="true"</#if>>
                    <#if duoWrapped>
                        <#if duoError>
                            <span class="${properties.kcFormControlUtilClass!}"><span class="${properties.kcInputErrorIconStatusClass!}"><i class="${properties.kcInputErrorIconClass!}" aria-hidden="true"></i></span></span>
                        </#if>
                        </span>
                    </#if>
                    <div id="input-error-container-otp" class="${properties.kcFormHelperTextClass!}">
                        <#if duoError>
                            <span id="input-error-otp" class="${properties.kcInputErrorMessageClass!} duo-error" role="alert">${messagesPerField.get("otp")}</span>
                        </#if>
                    </div>
                </div>
            </div>

            <#-- First submit button of the form: the one that Enter presses. -->
            <div class="${properties.kcFormGroupClass!} duo-group">
                <div class="duo-buttons">
                    <button id="kc-login" name="login" type="submit"
                            class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">
                        ${msg("doLogIn")}
                    </button>
                    <button id="duo-other-retry" name="action" value="cancel" type="submit"
                            class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!"pf-m-secondary"} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">
                        ${msg("duoOtherRetry")}
                    </button>
                </div>
            </div>
            <#include "duo-help.ftl">
        </form>
    </#if>
</@layout.registrationLayout>
