import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** An agent's voice for the fake microphone: 48 kHz mono, words of its own, no pause longer than half a second. */
export function agentVoice(folder: string): string {
  const words =
    'Good morning, this is Courtesy, my name is Anna, what can I do for you today? I have your contract in front of me and I see the difference in the price you mention, ' +
    'let me look at what was agreed with you in September, and then I will call the department of invoices while you stay with me on the line.'
  const file = join(folder, 'agent.wav')
  execFileSync('espeak-ng', ['-v', 'en+f3', '-s', '170', '-g', '1', '-w', `${file}.raw.wav`, words])
  execFileSync('sox', [
    '-q',
    `${file}.raw.wav`,
    '-r',
    '48000',
    '-c',
    '1',
    '-b',
    '16',
    file,
    'silence',
    '-l',
    '1',
    '0.1',
    '0.5%',
    '-1',
    '0.2',
    '0.5%',
    'gain',
    '-n',
    '-6',
  ])
  return file
}
