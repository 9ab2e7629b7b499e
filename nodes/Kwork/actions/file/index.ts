import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { upload } from './upload.operation';
import { download } from './download.operation';

export const file = defineResource<KworkClient>('file', 'File', [upload, download]);
