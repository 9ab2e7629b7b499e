import { foundJobForms, jobContentForms, jobForms, ownJobForms, publicJobForms } from './jobs';
import {
	foundFreelancerForms,
	freelancerForms,
	messageForms,
	organizationForms,
	ownProfileForms,
	roomForms,
	viewerForms,
} from './people';
import {
	clientProposalForms,
	contractForms,
	offerForms,
	proposalForms,
	timeForms,
	transactionForms,
	workForms,
} from './work';

/** How Upwork's answers are shown: at most about ten fields, or one of the shared records. */
export const upworkForms = {
	foundJob: foundJobForms,
	publicJob: publicJobForms,
	job: jobForms,
	jobContent: jobContentForms,
	ownJob: ownJobForms,
	proposal: proposalForms,
	clientProposal: clientProposalForms,
	offer: offerForms,
	contract: contractForms,
	work: workForms,
	time: timeForms,
	transaction: transactionForms,
	viewer: viewerForms,
	organization: organizationForms,
	freelancer: freelancerForms,
	foundFreelancer: foundFreelancerForms,
	ownProfile: ownProfileForms,
	room: roomForms,
	message: messageForms,
};
