import type { Role } from '../../src/database/schema.ts';
import { addPerson } from '../fixtures/account.ts';
import type { Cast } from '../fixtures/cast.ts';
import { otherWorld, type World, worldOfStory } from './worlds.ts';

/** Where a person's scope lies: the class and bimtek of the story, the other bimtek, both, or next to them. */
export type Home = 'story' | 'other' | 'both' | 'near';
export type TestActor = {
  name: string;
  /** Null: nobody signed in. */
  role: Role | null;
  home: Home;
  /** Panitia who may read all bimtek and write to none. */
  reader?: true;
  /** Has what may be given to the role on top ("audit if given"). */
  setting?: true;
  cookie?: string;
};
export type Stage = { actors: TestActor[]; story: World; other: World & { pelatih: string } };

type Sought = Omit<TestActor, 'cookie'> & { person: string };

/** Everybody who knocks at every door: each role inside the scope, each role of another bimtek, and the near misses. */
export async function setStage(cast: Cast): Promise<Stage> {
  const story = await worldOfStory(cast);
  const other = await otherWorld(cast, story.certificate);
  const reader = await addPerson(cast, {
    name: 'Panitia Pembaca',
    grants: [{ role: 'panitia', allBimtek: true }],
  });
  const people: Sought[] = [
    { name: 'kader', role: 'kader', home: 'story', person: story.kader },
    { name: 'duta', role: 'duta', home: 'story', person: story.duta },
    { name: 'pelatih', role: 'pelatih', home: 'story', person: cast.person('0202') },
    { name: 'korkab', role: 'korkab', home: 'story', person: cast.person('0301') },
    { name: 'panitia', role: 'panitia', home: 'story', person: cast.person('0401') },
    { name: 'admin', role: 'admin', home: 'both', person: cast.person('0501') },
    { name: 'pemantau', role: 'pemantau', home: 'story', person: cast.person('0601') },
    { name: 'kader of the other bimtek', role: 'kader', home: 'other', person: other.kader },
    { name: 'duta of the other village', role: 'duta', home: 'other', person: other.duta },
    { name: 'pelatih of the other bimtek', role: 'pelatih', home: 'other', person: other.pelatih },
    { name: 'korkab of Pringsewu', role: 'korkab', home: 'other', person: cast.person('0302') },
    { name: 'panitia of the other bimtek', role: 'panitia', home: 'other', person: other.panitia },
    { name: 'pemantau of Pringsewu', role: 'pemantau', home: 'other', setting: true, person: other.pemantau },
    { name: 'kader of the other class', role: 'kader', home: 'near', person: cast.person('0002') },
    { name: 'duta of other villages', role: 'duta', home: 'near', person: cast.person('0101') },
    { name: 'pelatih not of the class', role: 'pelatih', home: 'near', person: cast.person('0201') },
    { name: 'panitia who only reads', role: 'panitia', home: 'both', reader: true, person: reader },
  ];
  const actors: TestActor[] = [{ name: 'anonymous', role: null, home: 'near' }];
  for (const { person, ...actor } of people) actors.push({ ...actor, cookie: await cast.signInAs(person) });
  return { actors, story, other };
}
