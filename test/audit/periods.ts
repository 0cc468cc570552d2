/** Seconds that a poll of these tests takes ballots, and that its trustees then have. */
export const VOTING_PERIOD = 7 * 86_400
export const DECRYPTION_PERIOD = 3 * 86_400
