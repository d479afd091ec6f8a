<#import "template.ftl" as layout>
<#-- Themes of the keycloak.v2 family wrap a field in a styled span, older ones style the field itself. -->
<#assign duoWrapped = properties.kcInputGroupItemClass?has_content>
<#assign duoError = messagesPerField.existsError("passcode")>
<#-- An error stands at what it is about: the passcode, the device, or else on top. -->
<#assign duoErrorAt = (duo.errorAt)!"passcode">
<#assign duoFieldError = duoError && duo.passcode && duoErrorAt = "passcode">
<#assign duoDeviceError = duoError && duo.devices?size gt 1 && duoErrorAt = "device">
<#-- The factor that the page leads with; without one it leads with the passcode. -->
<#assign duoLead = (duo.lead)!"">
<#assign duoPrimary = (properties.kcButtonClass!) + " " + (properties.kcButtonPrimaryClass!)>
<#assign duoSecondary = (properties.kcButtonClass!) + " " + (properties.kcButtonSecondaryClass!"pf-m-secondary")>
<#assign duoWide = (properties.kcButtonBlockClass!) + " " + (properties.kcButtonLargeClass!)>
<#-- Older layouts put the user's name in the place of the title; then the title is ours to write. -->
<#assign duoTitled = duoWrapped || !((auth.showUsername() && !auth.showResetCredentials())!false)>

<#macro duoErrorText tag>
    <${tag} id="input-error-passcode" class="${properties.kcInputErrorMessageClass!} duo-error" role="alert">${messagesPerField.get("passcode")}</${tag}>
    <#if (duo.words)?has_content><${tag} id="duo-words" class="duo-words" dir="auto">${duo.words}</${tag}></#if>
</#macro>

<#macro duoErrorIcon>
    <span class="${properties.kcFormControlUtilClass!}"><span class="${properties.kcInputErrorIconStatusClass!}"><i class="${properties.kcInputErrorIconClass!}" aria-hidden="true"></i></span></span>
</#macro>

<#macro duoLoginButton classes>
    <button id="kc-login" name="login" type="submit" class="${classes}">${msg("doLogIn")}</button>
</#macro>

<#macro duoPasscode beside>
    <div class="${properties.kcFormGroupClass!} duo-group">
        <div class="${properties.kcFormGroupLabelClass!properties.kcLabelWrapperClass!}">
            <label for="duo-passcode" class="${properties.kcLabelClass!} ${properties.kcFormLabelTextClass!} duo-label">
                <#if duo.smsSent>${msg("duoSmsPrompt")}<#elseif duo.prompt?has_content>${duo.prompt}<#else>${msg("duoPasscodeOnlyPrompt")}</#if>
            </label>
        </div>
        <div class="<#if !duoWrapped>${properties.kcInputWrapperClass!}</#if>">
            <div class="duo-entry">
                <div class="duo-entry__field">
                    <#if duoWrapped><span class="${properties.kcInputClass!}<#if duoFieldError> ${properties.kcError!}</#if>"></#if>
                    <#-- A numeric on-screen keyboard: on a touch screen people type digits, and every word that may be typed has its
                         button. Hardware keyboards and security keys that type letters are not limited by it. -->
                    <input id="duo-passcode" name="passcode" type="${duo.disableEcho?then("password", "text")}"
                           class="<#if !duoWrapped>${properties.kcInputClass!}</#if>"
                           autocomplete="one-time-code" inputmode="numeric" enterkeyhint="go" autocapitalize="none" autocorrect="off"
                           spellcheck="false" maxlength="64" dir="ltr" autofocus
                           <#if duoFieldError>aria-invalid="true" aria-describedby="input-error-passcode"<#elseif duo.smsSent>aria-describedby="duo-sms-sent"</#if>>
                    <#if duoWrapped>
                        <#if duoFieldError><@duoErrorIcon/></#if>
                        </span>
                    </#if>
                </div>
                <#if beside><@duoLoginButton duoSecondary + " " + (properties.kcButtonLargeClass!) + " duo-entry__button"/></#if>
            </div>
            <div id="input-error-container-passcode" class="${properties.kcFormHelperTextClass!}">
                <#if duoFieldError>
                    <@duoErrorText "span"/>
                <#elseif duo.smsSent>
                    <span id="duo-sms-sent" class="duo-hint" role="status">${msg("duoSmsSent")}</span>
                </#if>
            </div>
            <#if duoFieldError><#include "duo-help.ftl"></#if>
        </div>
    </div>
</#macro>

<#macro duoDevices>
    <#if duo.devices?size gt 1>
        <div class="${properties.kcFormGroupClass!} duo-group">
            <div class="${properties.kcFormGroupLabelClass!properties.kcLabelWrapperClass!}">
                <label for="duo-device" class="${properties.kcLabelClass!} ${properties.kcFormLabelTextClass!} duo-label">${msg("duoDevice")}</label>
            </div>
            <div class="<#if !duoWrapped>${properties.kcInputWrapperClass!}</#if>">
                <#if duoWrapped><span class="${properties.kcInputClass!}<#if duoDeviceError> ${properties.kcError!}</#if>"></#if>
                <select id="duo-device" name="device" class="<#if !duoWrapped>${properties.kcInputClass!}</#if>"
                        <#if duoDeviceError>aria-invalid="true" aria-describedby="input-error-passcode"</#if>>
                    <#list duo.devices as device>
                        <option value="${device.id}" data-factors="${((device.factors)![])?join(" ")}"<#if device.selected> selected</#if>>${device.name}</option>
                    </#list>
                </select>
                <#if duoWrapped>
                    <span class="${properties.kcFormControlUtilClass!}"><span class="${properties.kcFormControlToggleIcon!}"><svg viewBox="0 0 320 512" fill="currentColor" aria-hidden="true" width="1em" height="1em"><path d="M31.3 192h257.3c17.8 0 26.7 21.5 14.1 34.1L174.1 354.8c-7.8 7.8-20.5 7.8-28.3 0L17.2 226.1C4.6 213.5 13.5 192 31.3 192z"></path></svg></span></span>
                    </span>
                </#if>
                <#if duoDeviceError>
                    <div class="${properties.kcFormHelperTextClass!}">
                        <@duoErrorText "span"/>
                    </div>
                    <#include "duo-help.ftl">
                </#if>
            </div>
        </div>
    </#if>
</#macro>

<#-- The script shows of these what the selected device can do, and keeps the first of them the primary one. -->
<#macro duoFactors>
    <div class="duo-buttons">
        <#list duo.factors as factor>
            <button id="duo-factor-${factor}" name="factor" value="${factor}" type="submit"
                    class="${(factor = duoLead)?then(duoPrimary, duoSecondary)} ${duoWide}"<#if factor = duoLead && !duo.passcode> autofocus</#if>>
                ${(duo.smsSent && factor = "sms")?then(msg("duoFactor.sms.again"), msg("duoFactor." + factor))}
            </button>
        </#list>
    </div>
</#macro>

<#macro duoRemember>
    <#if (duo.remember)??>
        <div class="duo-remember">
            <input id="duo-remember" name="remember" type="checkbox" value="true"<#if duo.remember.ticked> checked</#if><#if (duo.remember.sooner)?has_content> aria-describedby="duo-remember-hint"</#if>>
            <label for="duo-remember"><#if duo.remember.upTo>${msg("duoRememberUpTo", duo.remember.span)}<#else>${msg("duoRemember", duo.remember.span)}</#if></label>
            <#if (duo.remember.sooner)?has_content><p id="duo-remember-hint" class="duo-hint">${duo.remember.sooner}</p></#if>
        </div>
    </#if>
</#macro>

<@layout.registrationLayout displayMessage=!duoError; section>
    <#if section = "header">
        ${msg("duoFactorTitle")}
    <#elseif section = "form">
        <link rel="stylesheet" href="${url.resourcesPath}/css/duo-mfa.css?v=8ff1c6cf">
        <script type="module" src="${url.resourcesPath}/js/duo-once.js?v=6456475b"></script>
        <#if duo.devices?size gt 1><script type="module" src="${url.resourcesPath}/js/duo-device.js?v=2673af4b"></script></#if>
        <form id="kc-duo-form" class="${properties.kcFormClass!} duo-form" action="${url.loginAction}" method="post" novalidate data-duo-once
              data-duo-lead="${duoLead}" data-duo-primary="${duoPrimary}" data-duo-secondary="${duoSecondary}">
            <#if !duoTitled><h1 class="duo-title">${msg("duoFactorTitle")}</h1></#if>
            <#if duoLead?has_content>
                <#-- First submit button of the form: the one that Enter presses, so that a typed passcode is what counts. -->
                <button<#if !duo.passcode> id="kc-login"</#if> name="login" type="submit" class="duo-enter" tabindex="-1" aria-hidden="true">${msg("doLogIn")}</button>
            </#if>
            <#if duoError && !duoFieldError && !duoDeviceError>
                <div class="duo-problem">
                    <@duoErrorText "p"/>
                    <#include "duo-help.ftl">
                </div>
            </#if>
            <#if duoLead?has_content>
                <@duoDevices/>
                <@duoRemember/>
                <@duoFactors/>
                <#if duo.passcode>
                    <p class="duo-others__title"><span>${msg("duoOrPasscode")}</span></p>
                    <@duoPasscode true/>
                </#if>
            <#else>
                <@duoPasscode false/>
                <@duoRemember/>
                <div class="${properties.kcFormGroupClass!} duo-group">
                    <div class="<#if !duoWrapped>${properties.kcFormButtonsClass!}</#if>"><@duoLoginButton duoPrimary + " " + duoWide/></div>
                </div>
                <#if duo.factors?has_content>
                    <div class="duo-others" role="group" aria-labelledby="duo-others-title">
                        <p id="duo-others-title" class="duo-others__title"><span>${msg("duoOtherFactors")}</span></p>
                        <@duoDevices/>
                        <@duoFactors/>
                    </div>
                </#if>
            </#if>
        </form>
    </#if>
</@layout.registrationLayout>
