/** Categories, occupations and skills (upwork.md 3.11); names and types as introspected from the service. */
export const ontologySdl = `
type OntologyCategory {
  id: ID!, preferredLabel: String, altLabel: [String], slug: String, ontologyId: String
  subcategories: [OntologySubcategory!]!, services: [OntologyService!]!
}
interface OntologyEntity {
  id: ID!, ontologyId: String!, type: [OntologyEntityType]!, entityStatus: OntologyEntityStatus!
  preferredLabel: String!
}
input OntologyElementsSearchByPrefLabelFilter {
  preferredLabel_any: String!, type: OntologyEntityType, entityStatus_eq: OntologyEntityStatus
  sortOrder: String, limit: Int, includeAttributeGroups: Boolean
}
type Skill implements OntologyEntity {
  id: ID!, ontologyId: String!, type: [OntologyEntityType]!, entityStatus: OntologyEntityStatus!
  preferredLabel: String!, legacySkillNid: String, prettyName: String
}
type OntologySubcategory {
  id: ID!, preferredLabel: String, altLabel: [String], slug: String, ontologyId: String
  services: [OntologyService!]!
}
type OntologyService {
  id: ID!, preferredLabel: String, altLabel: [String], slug: String, ontologyId: String
}
enum OntologyEntityType {
  OCCUPATION, SKILL, DELIVERABLE, DELIVERABLE_DESCRIPTOR, CATALOG_ATTRIBUTE_GROUP
  CATALOG_CATEGORY, CATALOG_SPECIFICATION, CATALOG_PACKAGE_SPEC, CATALOG_PROJECT_SPEC
  CATALOG_SPEC_CHOICE, ROLE
}
enum OntologyEntityStatus {
  ACTIVE, DEPRECATED, PENDING
}
type JobCategory implements OntologyEntity {
  id: ID!, ontologyId: String!, type: [OntologyEntityType]!, entityStatus: OntologyEntityStatus!
  preferredLabel: String!
}
type Occupation implements OntologyEntity {
  id: ID!, ontologyId: String!, type: [OntologyEntityType]!, entityStatus: OntologyEntityStatus!
  preferredLabel: String!
}
enum EnglishSkill {
  ANY_LEVEL, AT_LEAST_1_OF_5, AT_LEAST_2_OF_5, AT_LEAST_3_OF_5, AT_LEAST_4_OF_5, EXACTLY_5_OF_5
}
`;
