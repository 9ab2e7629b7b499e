import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { getMany } from './getMany.operation';
import { get } from './get.operation';
import { start } from './start.operation';
import { pause } from './pause.operation';

export const gig = defineResource<KworkClient>('gig', 'Gig', [getMany, get, start, pause]);
