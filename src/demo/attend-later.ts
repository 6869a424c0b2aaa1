import { callTheRoll, headsOf, meetings, newMark, record, trainersThere } from './attend.ts';
import { at, type Story } from './story.ts';

/** The trainer of the class settles "Mana yang benar?" for Bambang Sutrisno: a mark that names both. */
export async function settleQuestion(story: Story): Promise<void> {
  const meeting = (await meetings(story, 11, 11)).find(({ letters }) => letters.includes('F'))!;
  const mark = {
    ...newMark(story, meeting.id, '0037', { status: 'hadir' }),
    bases: await headsOf(story, '0037', meeting.id),
  };
  await record(story, '0201', [mark], at('2024-06-03T08:25'));
}

/** Sessions 12 to 36. */
export async function attendLater(story: Story): Promise<void> {
  for (const meeting of await meetings(story, 12, 36)) await callTheRoll(story, meeting);
  for (let day = 3; day <= 8; day++) await trainersThere(story, `2024-06-0${day}`);
}
