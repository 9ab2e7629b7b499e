/** The exchange, own offers, orders with stages, options and tracks (kwork.md 3.4, 3.5, 3.6, 3.7, 3.8, 3.9, 3.10). Notation: ./index.ts. */
export const exchangeAndOrders = `
# 3.4
projects T categories price_from:int price_to:int hiring_from:int kworks_filter_from:int
  kworks_filter_to:int page:int query attributes offers
project T id*:int
getWantsCount T categories price_from:int price_to:int hiring_from:int kworks_filter_from:int
  kworks_filter_to:int query attributes offers
exchangeInfo T
applyFilters T categories* price_from:int price_to:int hiring_from:int kworks_filter_from:int
  kworks_filter_to:int offers
clearFilters T
favoriteCategories T
addFavoriteCategories T categories*
delFavoriteCategories T categories*
setFavorite T categories* attributes*
want T id*:int
myWants T want_status_id page:int
wantsStatusList T
restartWant T id*:int
stopWant T id*:int
deleteWant T id*:int
# 3.5
offers T page:int
offer T id*:int
deleteOffer T id*:int
# 3.6
workerOrders T filter page
payerOrders T filter page company_orders:int
order T id*:int
getOrderHeader T orderId*:int orderHash:int kworkHash:int payerHash:int workerHash:int
getOrderDetails T orderId*:int
getOrderProvidedData T order_id*:int
getOrderFiles T id*:int
ordersBetween T user_id*:int
getUsersLastOrderInfo T interlocutorId*:int
orderKwork T kworkId*:int kworksCount:int volumeTypeId:int volume packageId extras:obj
  channel_format
repeatOrder T orderId*:int
payOrderAwaitingPayment T order_id*:int
cancelOrderAwaitingPayment T order_id*:int
sendOrderRequirements T orderId*:int requirements files[]:int[] metrics[]:int[]
workerInprogress T order_id*:int contracts_agreement:bool
sendOrderForApproval T orderId*:int metrics[]:int[] stageIds[]:int[] filesIds[]:int[]
approveOrder T orderId*:int portfolio*:int
approveOrderStage T orderId*:int stageIds[]:int[]
sendOrderForRevision T orderId*:int revision files[]:int[] stageIds[]:int[]
sendReport T order_id*:int progress*:int comment* track_id
sendBonus T orderId*:int bonus*:int comment
saveOrderNote T order_id*:int note
deleteOrderNote T order_id*:int
allowOrderPortfolioUpload T order_id*:int
setOrderRating T order_id*:int speed*:int quality*:int communication*:int
sendOrderReceiptLinkForVerification T receiptId*:int receiptLink*
getArbitrationReasons T orderId*:int
sendOrderForArbitration T orderId*:int reasonId*:int stageIds[]:int[] comments* files[]:int[]
rateArbitration T id*:int rating*:int
# 3.7
getOrderCancellationReasons T orderId*:int
cancelOrderByWorker T order_id*:int reason_type* message
cancelOrderByPayer T order_id*:int message reason_type* hideKworks:int
confirmCancelOrderRequestByWorker T order_id*:int
confirmCancelOrderRequestByPayer T order_id*:int reply_type*:agree|disagree
rejectCancelOrderRequestByWorker T order_id*:int
rejectCancelOrderRequestByPayer T order_id*:int
deleteCancelOrderRequestByWorker T order_id*:int
deleteCancelOrderRequestByPayer T order_id*:int
# 3.8
createStage T order_id*:int extend_time*:int stages*:obj
addStage T order_id*:int extend_time*:int stages*:obj
orderStage T order_id*:int stage_id*:int
editStage T orderId*:int extendTime*:int stages*:obj
deleteStage T orderId*:int stageId*:int
updateStageProgress T order_id*:int stages*:obj comment* metrics[]:int[] trackId:int
suggestStages T order_id*:int days*:int message* stages*:obj
acceptStageSuggestion T order_id*:int
rejectStageSuggestion T order_id*:int
# 3.9
getExtrasAvailableForOrder T orderId*:int
getOrderedExtras T orderId*:int
getCustomOptionsPresets T order_id*:int
offerOrderOptions T orderId*:int options:obj customOptions:obj updatedPackage:medium|premium
payerBuyExtras T order_id*:int extras*:obj as_volume:0|1
acceptExtras T order_id*:int track_id*:int
payerDeclineExtras T order_id*:int track_id*:int
workerDeclineExtras T order_id*:int track_id*:int
payerExtraDelete T extra_id*:int
workerExtraDelete T extra_id*:int
workerConfirmsExtraRemovalRequest T track_id*:int
workerDeclinesExtraRemovalRequest T track_id*:int
payerDeclinesExtraRemovalRequest T track_id*:int
payerUpgradePackage T order_id*:int packageType
# 3.10
getTracks T orderId*:int trackId:int direction:before|after|around limit:int
trackMessage T id*:int
trackEdit T id*:int uploadedFiles:obj quoteId:int text
trackDelete T id*:int
trackRead T ids[]*:int[]
searchTracks T orderId*:int text*
searchOrderTracks T orderId*:int text* page*:int
updateOrderDraftMessage T orderId*:int message files[]:int[]
`;
