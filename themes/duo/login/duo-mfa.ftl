<#import "template.ftl" as layout>
<#-- Themes of the keycloak.v2 family wrap a field in a styled span, older ones style the field itself. -->
<#assign duoWrapped = properties.kcInputGroupItemClass?has_content>
<#assign duoError = messagesPerField.existsError("passcode")>
<#assign duoFirstFactor = (duo.factors?first)!"">
<#-- Older layouts put the user's name in the place of the title; then the title is ours to write. -->
<#assign duoTitled = duoWrapped || !((auth.showUsername() && !auth.showResetCredentials())!false)>
<@layout.registrationLayout displayMessage=!duoError; section>
    <#if section = "header">
        ${msg("duoFactorTitle")}
    <#elseif section = "form">
        <link rel="stylesheet" href="${url.resourcesPath}/css/duo-mfa.css?v=237db634">
        <script type="module" src="${url.resourcesPath}/js/duo-once.js?v=6456475b"></script>
        <form id="kc-duo-form" class="${properties.kcFormClass!} duo-form" action="${url.loginAction}" method="post" novalidate data-duo-once>
            <#if !duoTitled><h1 class="duo-title">${msg("duoFactorTitle")}</h1></#if>
            <#if duo.passcode>
                <div class="${properties.kcFormGroupClass!} duo-group">
                    <div class="${properties.kcFormGroupLabelClass!properties.kcLabelWrapperClass!}">
                        <label for="duo-passcode" class="${properties.kcLabelClass!} ${properties.kcFormLabelTextClass!} duo-label">
                            <#if duo.smsSent>${msg("duoSmsPrompt")}<#elseif duo.prompt?has_content>${duo.prompt}<#elseif duoFirstFactor = "push">${msg("duoPasscodePrompt")}<#else>${msg("duoPasscodeOnlyPrompt")}</#if>
                        </label>
                    </div>
                    <div class="<#if !duoWrapped>${properties.kcInputWrapperClass!}</#if>">
                        <#if duoWrapped><span class="${properties.kcInputClass!}<#if duoError> ${properties.kcError!}</#if>"></#if>
                        <#-- A numeric on-screen keyboard: on a touch screen people type digits, and every word that may be typed has its
                             button below. Hardware keyboards and security keys that type letters are not limited by it. -->
                        <input id="duo-passcode" name="passcode" type="${duo.disableEcho?then("password", "text")}"
                               class="<#if !duoWrapped>${properties.kcInputClass!}</#if>"
                               autocomplete="one-time-code" inputmode="numeric" enterkeyhint="go" autocapitalize="none" autocorrect="off"
                               spellcheck="false" maxlength="64" dir="ltr" autofocus
                               <#if duoError>aria-invalid="true" aria-describedby="input-error-passcode"<#elseif duo.smsSent>aria-describedby="duo-sms-sent"</#if>>
                        <#if duoWrapped>
                            <#if duoError>
                                <span class="${properties.kcFormControlUtilClass!}"><span class="${properties.kcInputErrorIconStatusClass!}"><i class="${properties.kcInputErrorIconClass!}" aria-hidden="true"></i></span></span>
                            </#if>
                            </span>
                        </#if>
                        <div id="input-error-container-passcode" class="${properties.kcFormHelperTextClass!}">
                            <#if duoError>
                                <span id="input-error-passcode" class="${properties.kcInputErrorMessageClass!} duo-error" role="alert">${messagesPerField.get("passcode")}</span>
                                <#if (duo.words)?has_content><span id="duo-words" class="duo-words" dir="auto">${duo.words}</span></#if>
                            <#elseif duo.smsSent>
                                <span id="duo-sms-sent" class="duo-hint" role="status">${msg("duoSmsSent")}</span>
                            </#if>
                        </div>
                        <#if duoError><#include "duo-help.ftl"></#if>
                    </div>
                </div>
            <#else>
                <#if duoError>
                    <p id="input-error-passcode" class="${properties.kcInputErrorMessageClass!} duo-error" role="alert">${messagesPerField.get("passcode")}</p>
                    <#if (duo.words)?has_content><p id="duo-words" class="duo-words" dir="auto">${duo.words}</p></#if>
                    <#include "duo-help.ftl">
                </#if>
                <#if duoFirstFactor?has_content>
                    <p id="duo-start-hint">${msg("duoStartHint." + duoFirstFactor)}</p>
                </#if>
            </#if>

            <#-- First submit button of the form: the one that Enter presses. -->
            <div class="${properties.kcFormGroupClass!} duo-group">
                <div class="<#if !duoWrapped>${properties.kcFormButtonsClass!}</#if>">
                    <button id="kc-login" name="login" type="submit"
                            class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"
                            <#if !duo.passcode>autofocus aria-describedby="duo-start-hint"</#if>>
                        <#if duo.passcode>${msg("doLogIn")}<#else>${msg("duoContinue")}</#if>
                    </button>
                </div>
            </div>

            <#if duo.factors?has_content>
                <div class="duo-others" role="group" aria-labelledby="duo-others-title">
                    <p id="duo-others-title" class="duo-others__title"><span>${msg("duoOtherFactors")}</span></p>
                    <#if duo.devices?size gt 1>
                        <div class="${properties.kcFormGroupClass!} duo-group">
                            <div class="${properties.kcFormGroupLabelClass!properties.kcLabelWrapperClass!}">
                                <label for="duo-device" class="${properties.kcLabelClass!} ${properties.kcFormLabelTextClass!} duo-label">${msg("duoDevice")}</label>
                            </div>
                            <div class="<#if !duoWrapped>${properties.kcInputWrapperClass!}</#if>">
                                <#if duoWrapped><span class="${properties.kcInputClass!}"></#if>
                                <select id="duo-device" name="device" class="<#if !duoWrapped>${properties.kcInputClass!}</#if>">
                                    <#list duo.devices as device>
                                        <option value="${device.id}"<#if device.selected> selected</#if>>${device.name}</option>
                                    </#list>
                                </select>
                                <#if duoWrapped>
                                    <span class="${properties.kcFormControlUtilClass!}"><span class="${properties.kcFormControlToggleIcon!}"><svg viewBox="0 0 320 512" fill="currentColor" aria-hidden="true" width="1em" height="1em"><path d="M31.3 192h257.3c17.8 0 26.7 21.5 14.1 34.1L174.1 354.8c-7.8 7.8-20.5 7.8-28.3 0L17.2 226.1C4.6 213.5 13.5 192 31.3 192z"></path></svg></span></span>
                                    </span>
                                </#if>
                            </div>
                        </div>
                    </#if>
                    <div class="duo-buttons">
                        <#list duo.factors as factor>
                            <button id="duo-factor-${factor}" name="factor" value="${factor}" type="submit"
                                    class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!"pf-m-secondary"} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">
                                ${(duo.smsSent && factor = "sms")?then(msg("duoFactor.sms.again"), msg("duoFactor." + factor))}
                            </button>
                        </#list>
                    </div>
                </div>
            </#if>
        </form>
    </#if>
</@layout.registrationLayout>
