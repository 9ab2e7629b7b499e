/** The smallest PNG there is: one pixel. */
export const picture = {
	data: Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
		'base64',
	),
	fileName: 'a.png',
	contentType: 'image/png',
};
