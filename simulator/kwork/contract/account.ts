/** Sessions, accounts, people, notifications, files, money, dictionaries (kwork.md 3.1, 3.2, 3.3, 3.13, 3.18, 3.19, 3.20). Notation: ./index.ts. */
export const account = `
# 3.1
signIn - login* password* g-recaptcha-response uad phone_last recaptcha_pass_token
logout T pushToken
signUp - username* email* password* type promocode g-recaptcha-response is_subscribed
socialSignIn - provider* code* redirect_uri* user_type
socialSignInByToken - provider* token* user_type email
socialSignInByTokenv2 - provider* token* email
socialSignUp - provider* code* redirectUri* email* user_type
socialSignUpByToken - provider* token* email* user_type promocode is_subscribed
appleSignIn - apple_user_id* authorization_code* token* email user_type
checkLogin - login*
resetPassword T email* g-recaptcha-response
getCaptchaStatus T email
getWebAuthToken T url_to_redirect
getCookie T
getChannel T uad
offline T
replaceUad T old_uad* new_uad*
checkUadDuplicate T uad*
getCurrentVersions -
# 3.2
actor T uad isAppWhiteListed whiteListedLastShowTime isAppPushOn appPushOnLastShowTime
  whiteListedWindowSkipped
getActorInfo T uad
getBadgesInfo T uad
getSecurityUserData T
getAvailableFeatures T
updateSettings T username email fullname timezoneId:int details avatarPhotoSize:obj countryId:int
  cityId:int profession workHoursFrom:int workHoursTo:int avatar-photo[0]:file is_consent
updateAvatar T avatar:file
uploadCover T coverSize:obj cover:file
deleteCover T
changePassword T password*
changeUsername T username*
emailVerificationLetter T email
setUserType T type*:0|1
changePayerSubRole T payerSubRole*:int
setTakingOrders T status* switchAll
setAvailableAtWeekends T available*:True|False
allowMobilePush T allow*:0|1
allowPushNotificationsSound T allow*:0|1
reportAppVersion T cloud_token* app_version*
addPhoneNumber T phone
verifyPhoneActivationCode T code
requestPhoneChanging T phone_last password
addNewPhoneNumber T hash phone
sendWhatsAppCode T phone hash
deleteAccount T
verifySmsCodeForAccountDeleting T code:int
sendSelfEmployedSurveyResult T answer*:int
hideSelfEmployedNotification -
setVoiceMessageSpeed T speed
hideVoiceMessageSettingsPopup T
setVoiceMessageReceiving T is_allowed
# 3.3
user - id*:int with_hidden:int
userByUsername - username* with_hidden:int
getUserInfo - id:int username
userSearch - query* page:int
userReviews T user_id*:int type*:positive|negative|all page:int
kworksCategoriesList - user_id*:int
saveUserNote T user_id*:int note
deleteUserNote T user_id*:int
# 3.13
notifications T
notificationsFetch T page:int uad
notificationsReceived T ids[]*:str[]
registerCloudToken T cloud_token* os:android|ios os_version device app_version uad
fcmTokenRequestFailed T os* os_version* device* app_version* uad* cancel_reason*
fcmNotificationsReceived T messageIds[]*:str[]
fcmNotificationsRead T messageIds[]*:str[]
getInAppNotification - uad* os_type* os_version* app_version* lastNotificationType
  lastNotificationId:int lastNotificationActionTimestamp:int lastNotificationActionId:int
pushInAppNotificationLog - notificationId*:int action*:int previousShowDate:int uad
# 3.18
fileUpload - upload_files*:file
voiceUpload - voice_peaks upload_files*:file
fileDelete T file_id*:int
uploadedFile T path*
miniature T path*
uploadLog - upload_files*:file deviceId*
# 3.19
rechargeBalance T orderId:int payment_id:int amount*:num paymentType* country_group_code
getPaymentMethods T withCompany:0|1
getBillRefillUrl T sum
getCompanyDetails - tax_number*
sendCompanyForVerification T tax_number* address
getPayerCompanyModalUrl -
# 3.20
countries -
cities - countryId*:int
timezones -
translationLanguages -
terms -
privacy -
termsOfService -
resolution -
`;
