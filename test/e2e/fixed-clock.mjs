/** Loaded in front of the command, so that the ages of time stamps in the transcripts stay what they are. */
const now = Date.parse('2026-11-21T10:00:00+08:00');
Date.now = () => now;
