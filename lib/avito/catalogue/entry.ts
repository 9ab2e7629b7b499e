/** One endpoint of Avito's specifications, as the API Call operation offers it. */
export interface CatalogueEntry {
	/** `POST /job/v2/vacancies`: unique, and what a workflow stores. */
	id: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** With placeholders such as `{item_id}`. */
	path: string;
	section: string;
	/** What it does, in a few English words. */
	title: string;
	deprecated: boolean;
	/** `spend`: costs money, contacts or placements. */
	effect: 'read' | 'write' | 'spend';
	parameters: Array<{
		name: string;
		in: 'path' | 'query';
		required: boolean;
		type: 'text' | 'number' | 'boolean' | 'list';
	}>;
	body: 'none' | 'json' | 'form' | 'multipart';
}
