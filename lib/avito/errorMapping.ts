import type { AvitoError, FailureContext } from './errors';
import {
	AdvanceSwitchedOffError,
	AvitoAuthenticationError,
	AvitoBlockedError,
	AvitoConflictError,
	AvitoForbiddenError,
	AvitoNotFoundError,
	AvitoPageError,
	AvitoRateLimitError,
	AvitoTemporaryError,
	AvitoValidationError,
	EmployeeLimitError,
	EmployeeNotAllowedError,
	EmployerNotVerifiedError,
	PackageEmptyError,
	SubscriptionRequiredError,
} from './errors';

const PACKAGE_SLUGS = /not_enough_purchased|can_publish_only_from_billing_type_package/;

function paymentError(context: FailureContext): AvitoError {
	const slug = context.failure?.slug ?? '';
	if (slug === 'payment_required') return new AdvanceSwitchedOffError(context);
	if (slug.startsWith('employee_')) return new EmployeeLimitError(context);
	const aboutPackage =
		PACKAGE_SLUGS.test(slug) || /\.(contacts|create|prolong)$/.test(context.name);
	return aboutPackage ? new PackageEmptyError(context) : new SubscriptionRequiredError(context);
}

function forbidden(context: FailureContext): AvitoError {
	const { slug = '', message = '' } = context.failure ?? {};
	if (/^(unavailable_|too_early)/.test(slug)) return new AvitoConflictError(context);
	if (/employee/.test(slug)) return new EmployeeNotAllowedError(context);
	// A missing right is "Forbidden" everywhere (avito.md 1.6), a missing verification is not.
	return context.name.endsWith('.contacts') && !/^forbidden$/i.test(message)
		? new EmployerNotVerifiedError(context)
		: new AvitoForbiddenError(context);
}

/** The error class for a refusal; one class per remedy (avito.md 1.6, 2.3, 3.4, 3.7). */
export function avitoError(context: FailureContext): AvitoError {
	const { status, name } = context;
	const aboutContacts = name.endsWith('.contacts');
	if (context.isPage && (status === 403 || status === 429)) return new AvitoBlockedError(context);
	if (status === 401) return new AvitoAuthenticationError(context);
	if (status === 402) {
		// A missing verification may come with code 402 or 403 in the body.
		return aboutContacts && /verif/i.test(context.failure?.message ?? '')
			? new EmployerNotVerifiedError(context)
			: paymentError(context);
	}
	if (status === 403) return forbidden(context);
	if (status === 404) return new AvitoNotFoundError(context);
	if (status === 409) return new AvitoConflictError(context);
	if (status === 429) return new AvitoRateLimitError(context);
	if (status >= 500 || status === 408) return new AvitoTemporaryError(context);
	if (context.isPage) return new AvitoPageError(context);
	return new AvitoValidationError(context);
}
