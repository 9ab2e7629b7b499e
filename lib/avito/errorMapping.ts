import type { ServiceError } from '../errors';
import { failures, type FailureContext } from './failures';

const PACKAGE_SLUGS = /not_enough_purchased|can_publish_only_from_billing_type_package/;

function paymentError(context: FailureContext): ServiceError {
	const slug = context.failure?.slug ?? '';
	if (slug === 'payment_required') return failures.advanceSwitchedOff(context);
	if (slug.startsWith('employee_')) return failures.employeeLimit(context);
	const aboutPackage =
		PACKAGE_SLUGS.test(slug) || /\.(contacts|create|prolong)$/.test(context.name);
	return aboutPackage ? failures.packageEmpty(context) : failures.subscriptionRequired(context);
}

function forbidden(context: FailureContext): ServiceError {
	const { slug = '', message = '' } = context.failure ?? {};
	if (/^(unavailable_|too_early)/.test(slug)) return failures.conflict(context);
	if (/employee/.test(slug)) return failures.employeeNotAllowed(context);
	// A missing right is "Forbidden" everywhere (avito.md 1.6), a missing verification is not.
	return context.name.endsWith('.contacts') && !/^forbidden$/i.test(message)
		? failures.employerNotVerified(context)
		: failures.forbidden(context);
}

/** The failure that a refusal is; one per remedy (avito.md 1.6, 2.3, 3.4, 3.7). */
export function avitoError(context: FailureContext): ServiceError {
	const { status, name } = context;
	const aboutContacts = name.endsWith('.contacts');
	if (context.isPage && (status === 403 || status === 429)) return failures.blocked(context);
	if (status === 401) return failures.authentication(context);
	if (status === 402) {
		// A missing verification may come with code 402 or 403 in the body.
		return aboutContacts && /verif/i.test(context.failure?.message ?? '')
			? failures.employerNotVerified(context)
			: paymentError(context);
	}
	if (status === 403) return forbidden(context);
	if (status === 404) return failures.notFound(context);
	if (status === 409) return failures.conflict(context);
	if (status === 429) return failures.rateLimit(context);
	if (status >= 500 || status === 408) return failures.temporary(context);
	if (context.isPage) return failures.page(context);
	return failures.validation(context);
}
