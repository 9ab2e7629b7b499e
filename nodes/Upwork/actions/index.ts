import { account } from './account';
import { category } from './category';
import { client } from './client';
import { contract } from './contract';
import { graphql } from './graphql';
import { job } from './job';
import { message } from './message';
import { myJob } from './myJob';
import { offer } from './offer';
import { profile } from './profile';
import { proposal } from './proposal';
import { report } from './report';
import { room } from './room';
import { skill } from './skill';

export const resources = [
	job,
	proposal,
	room,
	message,
	offer,
	contract,
	client,
	profile,
	report,
	myJob,
	category,
	skill,
	account,
	graphql,
];
