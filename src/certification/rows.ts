import type { CertificateKind, CertificateStatus, LineState } from '../database/schema.ts';

/** An enrolment in the list of kelulusan. JP in halves, `postBp` in basis points; the paper is the one that counts. */
export type ResultRow = {
  enrolmentId: string;
  personId: string;
  participantNo: string;
  name: string;
  letter: string;
  village: string;
  term: string;
  regency: string;
  l1: LineState;
  l2: LineState;
  l3: LineState;
  l4: LineState;
  l5: LineState;
  l6: LineState;
  halfJpAttended: number;
  halfJpPlanned: number;
  modulesDone: number;
  modulesRequired: number;
  postBp: number | null;
  rktl: string;
  ended: boolean;
  due: 'sertifikat' | 'surat-keterangan' | null;
  certificateKind: CertificateKind | null;
  certificateStatus: CertificateStatus | null;
  number: string | null;
};

/** A paper in the register, as its newest revision says it. */
export type RegisterRow = {
  id: string;
  number: string;
  kind: CertificateKind;
  status: CertificateStatus;
  personId: string;
  name: string;
  participantNo: string;
  village: string;
  regency: string;
  issuedOn: string;
  revision: number;
  jpAttendedHalf: number;
  jpPlannedHalf: number;
};
