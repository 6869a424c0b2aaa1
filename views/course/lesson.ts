import type { LessonView } from '../../src/course/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { page } from '../ui/layout.ts';
import { richText } from '../ui/rich-text.ts';
import { shoots } from '../ui/shoots.ts';
import { lessonAddress, lessonList } from './parts.ts';

/** How the reader stands to the lesson: learns it, learnt in a bimtek that is over, or only reads. */
export type Reading = 'learning' | 'ended' | 'reading';

export function lessonPage(shell: Shell, lesson: LessonView, reading: Reading): Html {
  const progress = reading !== 'reading';
  return page(
    shell,
    { title: `${lesson.title}, Modul ${lesson.moduleNo}`, foot: 'with-nav', bodyClass: 'pelajaran' },
    html`<main id="utama"><div class="isi dua">${head(lesson, progress)}
<article class="naskah">${objectives(lesson.objectives)}${richText(lesson.html)}</article>
<aside class="tumpuk" aria-label="Isi modul"><section class="kartu"><div class="dalam tumpuk"><h2>Di modul ini</h2>${lessonList(
      lesson.lessons,
      {
        courseId: lesson.courseId,
        here: lesson.id,
        progress,
      },
    )}${progress && lesson.quizId && html`<a class="tombol kedua" href="/kuis/${lesson.quizId}">Kuis Modul ${lesson.moduleNo}</a>`}</div></section></aside>
</div>
${foot(shell, lesson, reading)}</main>`,
  );
}

function head(lesson: LessonView, progress: boolean): Html {
  const place = `Pelajaran ${lesson.no} dari ${lesson.lessons.length}`;
  return html`<div class="tumpuk penuh"><p class="mungil"><a class="keliru naik" href="/belajar#modul-${lesson.courseId}-${lesson.moduleId}">Modul ${lesson.moduleNo}: ${lesson.moduleTitle}</a></p><h1 tabindex="-1">${lesson.title}</h1>
<div class="baris">${progress && shootsOf(lesson, place)}<p class="mungil redup">${place}, sekitar ${lesson.minutes} menit</p></div></div>`;
}

/** Green as far as was read, gold for the one that is open. */
function shootsOf(lesson: LessonView, label: string): Html {
  const read = lesson.lessons.filter((one) => one.read && one.id !== lesson.id).length;
  return shoots({ done: read, now: 1, total: lesson.lessons.length, label });
}

function objectives(sentences: readonly string[]): Part {
  if (sentences.length === 0) return '';
  const [only] = sentences;
  const body =
    sentences.length === 1 && only
      ? html`<p><b>Setelah pelajaran ini</b> Anda bisa ${lowerFirst(only)}</p>`
      : html`<p><b>Setelah pelajaran ini</b> Anda bisa:</p><ul class="butir">${sentences.map((sentence) => html`<li>${lowerFirst(sentence)}</li>`)}</ul>`;
  return html`<div class="pesan info">${icon('bendera')}<div class="rapat">${body}</div></div>`;
}

/** "Menyebutkan 6 pilar." -> "menyebutkan 6 pilar."; a word in capitals (SK, NIK) stays. */
const lowerFirst = (sentence: string): string =>
  /^\p{Lu}\p{Ll}/u.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;

function foot(shell: Shell, lesson: LessonView, reading: Reading): Html {
  const at = lesson.no - 1;
  const before = lesson.lessons[at - 1];
  return html`<div class="kaki"><div>${
    before
      ? html`<a class="tombol kedua" href="${lessonAddress(lesson.courseId, before.id)}">${icon('kiri')}Sebelumnya</a>`
      : html`<a class="tombol kedua" href="/belajar">${icon('kiri')}Semua modul</a>`
  }${reading === 'learning' ? finish(shell, lesson) : onward(lesson)}</div></div>`;
}

function finish(shell: Shell, lesson: LessonView): Html {
  const next = lesson.lessons[lesson.no];
  return form(
    shell,
    {
      action: `${lessonAddress(lesson.courseId, lesson.id)}/selesai`,
      class: 'ujung',
      waits: `Selesai dibaca: ${lesson.title}`,
      onward: next ? lessonAddress(lesson.courseId, next.id) : '/belajar',
    },
    html`<button class="tombol">Selesai, lanjut ${icon('panah')}</button>`,
  );
}

function onward(lesson: LessonView): Html {
  const next = lesson.lessons[lesson.no];
  return next
    ? html`<a class="tombol ujung" href="${lessonAddress(lesson.courseId, next.id)}">Berikutnya ${icon('panah')}</a>`
    : html`<a class="tombol ujung" href="/belajar">Semua modul ${icon('panah')}</a>`;
}
