import { defineResource } from '../../../shared/resource';
import type { Desk } from '../../parameters';
import { keepNew } from './keepNew.operation';
import { markDone } from './markDone.operation';
import { release } from './release.operation';

export const once = defineResource<Desk>('once', 'Once', [keepNew, markDone, release]);
