// The advice of the editions between the oldest and the newest.
import { editions } from '../../schemas/editions/editions.ts';
import { checkAdvice } from './check-advice.ts';

editions.slice(1, -1).forEach(checkAdvice);
