import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/operation';
import { getMany } from './getMany.operation';

export const offer = defineResource<KworkClient>('offer', 'Offer', [getMany]);
