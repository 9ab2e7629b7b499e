import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { call } from './call.operation';

export const apiCall = defineResource<KworkClient>('apiCall', 'API Call', [call]);
