import { tellStory } from './story/tell.ts';

tellStory({ script: true });
