import type { Shell } from '../../src/http/page.ts';
import type { QuizPerson, StaffQuiz } from '../../src/quiz/people.ts';
import { actButton } from '../ui/form.ts';
import { score } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal } from '../ui/notice.ts';
import { quizName } from './words.ts';

export type PeopleView = {
  quiz: StaffQuiz;
  people: QuizPerson[];
  search: string;
  /** Address of the next page, or null. */
  next: string | null;
  viewerId: string;
  kabar?: string | undefined;
  refused?: string;
};

const NEWS = {
  remedial: 'Remedial sudah dicatat.',
  accepted: 'Jawaban yang terkirim belakangan sudah diterima dan dinilai.',
  refused: 'Jawaban yang terkirim belakangan tidak dihitung.',
};

/** The kader of a class at one quiz: attempts, best score, what came late, remedial. */
export function peoplePage(shell: Shell, view: PeopleView): Html {
  const { quiz, people } = view;
  const name = quizName(quiz.kind, quiz.title);
  return page(
    shell,
    { title: `Peserta ${name}` },
    main(
      heading(`Peserta ${name}`, { above: `${quiz.bimtek}, ${quiz.label}` }),
      notice(view.kabar, NEWS),
      view.refused && refusal(html`<p>${view.refused}</p>`),
      html`<form class="baris" method="get" action="/kuis/${quiz.id}/peserta"><input type="hidden" name="bimtek" value="${quiz.bimtek_id}"><label class="cari penuh-baris"><span class="kasat">Cari nama atau nomor</span><input type="search" name="cari" value="${view.search}" placeholder="Cari nama atau nomor"></label><button class="tombol kedua kecil">Cari</button></form>`,
      people.length === 0
        ? empty(
            view.search ? 'Belum ada kader yang cocok. Ubah pencarian.' : 'Belum ada kader di kelas ini.',
            view.search && html`<p><a href="/kuis/${quiz.id}/peserta">Lihat semua</a></p>`,
          )
        : html`<ul class="kartu tugas">${people.map((person) => personRow(shell, view, person))}</ul>`,
      view.next && html`<p><a class="tombol kedua" href="${view.next}">Muat lagi</a></p>`,
    ),
  );
}

function personRow(shell: Shell, view: PeopleView, person: QuizPerson): Html {
  const { quiz } = view;
  const mine = person.person_id === view.viewerId;
  const acts = person.mayAct && !mine;
  return html`<li><div class="dalam-baris tumpuk"><div class="baris apit lentur"><span class="rapat"><b>${person.name}</b><span class="mungil redup"><span class="angka">${person.participant_no}</span>, kelas ${person.letter}</span></span><span class="mungil">${whatTheyDid(quiz, person)}</span></div>${
    person.late_id !== null && lateActs(shell, person, acts)
  }${acts && quiz.kind === 'post' && html`<p><a class="keliru" href="/kuis/${quiz.id}/remedial?peserta=${person.enrolment_id}">Beri remedial<span class="kasat">: ${person.name}</span></a></p>`}</div></li>`;
}

function whatTheyDid(quiz: StaffQuiz, { attempts, best_bp, extra, running }: QuizPerson): string {
  if (attempts === 0) return 'Belum mengerjakan';
  const of = quiz.kind === 'post' ? ` dari ${quiz.allowed + extra}` : '';
  const best = best_bp === null ? '' : `, nilai ${attempts > 1 ? 'terbaik ' : ''}${score(best_bp)}`;
  return `Percobaan ${attempts}${of}${best}${running ? ', sedang mengerjakan' : ''}`;
}

function lateActs(shell: Shell, person: QuizPerson, acts: boolean): Part {
  const act = (decision: string, label: string, tone: string) =>
    actButton(
      shell,
      `/percobaan/${person.late_id ?? ''}/belakangan`,
      html`${label}<span class="kasat">: jawaban belakangan ${person.name}</span>`,
      { class: tone, values: { decision } },
    );
  return html`<div class="pesan awas"><div class="rapat"><p>${person.late} jawaban terkirim belakangan, belum dihitung.</p>${
    acts &&
    html`<div class="apit-aksi kiri">${act('accepted', 'Terima dan nilai', 'kecil')}${act('refused', 'Tidak dihitung', 'kedua kecil')}</div>`
  }</div></div>`;
}
