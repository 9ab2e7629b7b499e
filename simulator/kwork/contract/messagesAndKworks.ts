/** Dialogs, messages, kworks, catalogue, reviews, portfolio (kwork.md 3.11, 3.12, 3.14, 3.15, 3.16, 3.17). Notation: ./index.ts. */
export const messagesAndKworks = `
# 3.11
dialogs T page:int excludedIds withTracks:int filter
getDialog T id*:int withTracks:int
searchDialogs T query* page:int excludedIds withTracks:int
isDialogAllow T receiverId*:int withTracks:int
archiveDialog T archiveUserId*:int
unarchiveDialog T archiveUserId*:int
setDialogStarred T userId*:int isStarred*:int
unreadDialog T user_id*:int
hideDialog T userId*:int isRestore*:int
blockDialog T blockUserId*:int
unblockDialog T blockUserId*:int
blockedDialogList T
updateChatDraftMessage T userId*:int message files[]:int[]
# 3.12
inboxes T username* page
getInboxTracks T username page:int lastConversationId:int direction:before|after|around limit:int
  userId:int
inboxMessage T messageId*:int
inboxTrackMessage T conversationId*:int
inboxCreate T user_id*:int uuid message_key order_id:int uploaded_files[]:int[]
  reply_message_id:int withTracks:int text kwork_id
inboxEdit T id*:int uploaded_files:obj reply_message_id:int text
inboxDelete T id*:int withTracks:int
inboxForward T userId*:int message_ids*:int[]
inboxRead T user_id*:int messages:int[]
markInboxTracksAsRead T userId*:int conversationIds[]*:int[]
searchInboxes T query* userId:int page:int
searchMessages T text* userId*:int page:int
inboxComplainMessage T message_id*:int complain_category_id:int comment
allowInboxRequest T inboxId*:int isAccept*:int
inboxCustomRequestDecline T message_id*:int
inboxPayerDecline T message_id*:int
inboxWorkerDecline T message_id*:int
typing T recipientId*:int orderId:int
sendUserStatus T user_id*:int status* order_id:int orderId
markVoiceMessageHeard T conversation_id*:int
getVoiceMessageTranscription T conversation_id*:int
getVoiceMessageConvertStatus T file_id*:int
getFishingTutorialQuestions T
setFishingTutorialStatus T status
# 3.14
kworksStatusList T
userKworks T user_id*:int page:int category_id:int status_id:int
startKwork T kwork_id*:int
pauseKwork T kwork_id*:int
deleteKwork T kwork_id*:int
getKworkDetails - id*:int
getKworkDetailsExtra - id:int
getKworkAnswers - id:int
getKworkReviews - kwork_id*:int type*:positive|negative|all page:int
getKworkPortfolios - id*:int page:int
getKworkLinksTable - id*:int page:int
getKworkLinksTablev2 - id*:int page:int
getSubscribersStatistics - id*:int
favoriteKworks T page:int
getHiddenKworks T page:int
viewedCatalogKworks T page:int
markKworkAsFavorite T kwork_id*:int is_favorite*:int
markKworkAsHidden T kwork_id*:int is_hidden*:int
markKworksBlackFriday T kworkId
getComplainCategories -
createKworkComplain T kwork_id*:int category_id*:int files[new][]:int[] email message
  g-recaptcha-response
# 3.15
categories - type
category - category_id:int attribute_id:int[]
categoryAttributes - category_id*:int
positiveReviewsCount - category_id:int attribute_id:int[]
catalogMain T
catalogMainv2 -
catalogRubrics -
catalogCategories - rubricId*:int
catalogFilters - categoryId:int classifierId:int isSearch:0|1 query unembedded +
kworks - sort categoryId:int classifierId:int excluded unembedded limit:int page +
search - query* categoryId classifierId excluded unembedded page:int limit:int sort +
searchKworksCatalogQuery - query* page
# 3.16
createReview T order_id*:int type*:positive|negative text*
editReview T order_id*:int type*:positive|negative text*
deleteReview T order_id*:int
createAnswer T review_id*:int text*
editAnswer T answer_id*:int text*
# 3.17
portfolioCategoriesList T user_id*:int
portfolioList - user_id*:int category_id* page*:int
createPortfolio - title* images*:obj cover*:obj attributes_ids[]:int[] category_id:int
  order_id:int
editPortfolio - id*:int title* category_id*:int images*:obj cover*:obj attributes_ids[]:int[]
  kwork_id:int order_id:int
deletePortfolio T portfolio_id*:int unlink*:int
uploadPortfolioFile - hashes[]:int[] file*:file
`;
