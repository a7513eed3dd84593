/** A vitest reporter that writes down what is running, each time that something begins or ends: see vitest.mjs. */
import { writeFileSync } from 'node:fs';
import { PROGRESS } from './vitest.mjs';

const file = process.env[PROGRESS];
const note = (what) => file && writeFileSync(file, what);

export default class ProgressReporter {
  onTestModuleQueued = ({ moduleId }) => note(moduleId);
  onTestModuleCollected = ({ moduleId }) => note(moduleId);
  onTestCaseReady = ({ module, fullName }) => note(`${module.moduleId}: ${fullName}`);
  onTestCaseResult = ({ module, fullName }) => note(`${module.moduleId}, behind ${fullName}`);
  onTestModuleEnd = ({ moduleId }) => note(`behind ${moduleId}`);
}
