import { defineResource } from '../../../shared/resource';
import type { Desk } from '../../parameters';
import { stage } from './stage.operation';
import { toContact } from './toContact.operation';
import { toCrm } from './toCrm.operation';
import { toLead } from './toLead.operation';

export const lead = defineResource<Desk>('lead', 'Lead', [toLead, toContact, toCrm, stage]);
