/** A phone as it is compared: digits, Russian numbers with a leading 7 (avito.md 6.7). */
export function normalisePhone(phone: string): { value: string; valid: boolean } {
	const digits = phone.replace(/\D/g, '');
	if (digits.length === 11 && digits.startsWith('8'))
		return { value: `7${digits.slice(1)}`, valid: true };
	if (digits.length === 10) return { value: `7${digits}`, valid: true };
	if (digits.length === 11 && digits.startsWith('7')) return { value: digits, valid: true };
	return { value: digits === '' ? phone : digits, valid: false };
}
