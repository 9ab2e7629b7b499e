/** Rooms and stories (upwork.md 3.9); names and types as introspected from the service. */
export const roomsSdl = `
type Room {
  id: ID!, roomName: String, organization: CurrentOrganization, creator: RoomUser
  createdAtDateTime: String, public: Boolean, topic: String, owner: RoomUser, numUnread: Int
  roomFavoriteDateTime: String, favorite: Boolean, numUnreadMentions: Int, roomUsers: [RoomUser!]
  numUsers: Int, joinDateTime: String, lastVisitedDateTime: String, lastReadDateTime: String
  roomType: RoomType, readOnlyDateTime: String, readOnly: Boolean, blockDateTime: String
  hidden: Boolean, muted: Boolean!, contractId: ID, contractDetails: ContractDetails
  vendorProposal: VendorProposal, roomNote: String, roomNotePresent: Boolean!, offerIds: [ID!]
  latestStory: RoomStory, stories(filter: StoryFilter): RoomStoryConnection
}
type RoomConnection {
  totalCount: Int, edges: [RoomEdge], pageInfo: PageInfo
}
input RoomFilter {
  roomType_eq: RoomTypeFilter, roomPrivacy_eq: RoomPrivacyFilter, subscribed_eq: Boolean
  activeSince_eq: String, includeFavorites_eq: Boolean, includeUnreadIfActive_eq: Boolean
  unreadRoomsOnly_eq: Boolean, local_eq: String, includeHidden_eq: Boolean
  objectReferenceId_eq: ID, roomCategory_eq: RoomCategoryFilter
}
type RoomStoryConnection {
  totalCount: Int, edges: [RoomStoryEdge], pageInfo: PageInfo
}
input RoomStoryFilter {
  roomId_eq: ID!, storyFilter: StoryFilter
}
type RoomStory {
  id: ID!, room: Room!, createdDateTime: String!, updatedDateTime: String!, user: GenericUser!
  message: String, organization: GenericOrganization, attachments: [MessageAttachments]
}
input RoomCreateInputV2 {
  roomName: String, topic: String, users: [RoomUserInput], roomType: RoomTypeV2!
}
input RoomUpdateInputV2 {
  roomId: ID!, roomName: String, topic: String, reason: String, readOnly: Boolean
}
input RoomStoryCreateInputV2 {
  roomId: ID, message: String
}
type UpdateRoomStoryResponse {
  status: String!
}
input RoomStoryUpdateInputV2 {
  storyId: ID!, roomId: ID!, message: String
}
input RoomUserInput {
  userId: ID!, organizationId: ID!, role: String, inviteEmail: String
}
type RoomUser {
  user: GenericUser, organization: GenericOrganization, role: String
}
enum RoomType {
  ONE_ON_ONE, GROUP, INTERVIEW
}
input StoryFilter {
  storyCreatedDateTime_bt: DateTimeRange, pagination: Pagination
}
type RoomEdge {
  node: Room
}
enum RoomTypeFilter {
  ALL, GROUP, ONE_ON_ONE, INTERVIEW
}
enum RoomPrivacyFilter {
  ALL, PRIVATE, PUBLIC
}
enum RoomCategoryFilter {
  FAVORITES, PEOPLE, INTERVIEW, GROUP
}
type RoomStoryEdge {
  cursor: String, node: RoomStory
}
type MessageAttachments {
  objectReferenceId: ID, objectType: String, metadata: [StringMapElement!]
  createdDateTime: String
}
enum RoomTypeV2 {
  ONE_ON_ONE, GROUP
}
type StringMapElement {
  key: String!, value: String!
}
`;
