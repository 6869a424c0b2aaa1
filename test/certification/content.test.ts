import { describe, expect, it } from 'vitest';
import {
  certificateContent,
  fullName,
  printedCode,
  type CertificateContent,
} from '../../src/certification/content.ts';
import { exampleContent } from './example.ts';

const refusals = (changes: Partial<CertificateContent>) =>
  certificateContent.safeParse(exampleContent(changes)).error?.issues.map((issue) => issue.path.join('.')) ??
  [];

describe('the content of a certificate', () => {
  it('comes back from JSON as it went in', () => {
    const content = exampleContent({ signatory: { name: 'Nama pejabat', title: 'Kepala Pusat' } });
    expect(certificateContent.parse(JSON.parse(JSON.stringify(content)))).toEqual(content);
  });

  it('refuses a paper that contradicts itself', () => {
    expect(refusals({ jpAttendedHalf: 145 })).toEqual(['jpAttendedHalf']);
    expect(refusals({ subjects: [{ title: 'Literasi digital', halfJp: 143 }] })).toEqual(['subjects']);
    const { bimtek } = exampleContent();
    expect(refusals({ bimtek: { ...bimtek, endsOn: '2024-05-29' } })).toEqual(['bimtek.endsOn']);
  });

  it('refuses numbers and codes of another shape', () => {
    expect(refusals({ serial: 'AAECAwQFBgcICQoLDA0ODw==' })).toEqual(['serial']);
    expect(refusals({ code: '7K3F-92QD-M4XT' })).toEqual(['code']);
    expect(refusals({ code: '7K3F92QDM4XI' })).toEqual(['code']);
    expect(refusals({ issuedOn: '2024-02-30' })).toEqual(['issuedOn']);
    expect(refusals({ verifyUrl: 'javascript:alert(1)' })).toEqual(['verifyUrl']);
    expect(refusals({ logo: '<html></html>' })).toEqual(['logo']);
  });

  it('refuses a name with signs that hide or turn what is printed, or of more than 60 letters', () => {
    for (const name of [
      '',
      'Yulia\nRahmawati',
      'Yulia\u202eitawamhaR',
      'Yulia\u0000',
      'Yulia\u2028x',
      'a'.repeat(61),
    ]) {
      expect(refusals({ name }), JSON.stringify(name)).toEqual(['name']);
    }
    for (const name of ['O', "Łukasz Đorđević O'Neil", 'a'.repeat(60), 'Syafrizal Dt. Rajo Nan Sati']) {
      expect(refusals({ name }), name).toEqual([]);
    }
  });

  it('prints the code in three groups and the name with its titles', () => {
    expect(printedCode('7K3F92QDM4XT')).toBe('7K3F-92QD-M4XT');
    expect(fullName({ name: 'Yulia', titlePrefix: null, titleSuffix: null })).toBe('Yulia');
    expect(fullName({ name: 'Yulia', titlePrefix: 'Dr.', titleSuffix: 'S.Kom., M.T.' })).toBe(
      'Dr. Yulia, S.Kom., M.T.',
    );
  });
});
