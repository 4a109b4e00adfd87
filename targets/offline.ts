// Shuts the network of this process: what is played from a recording must reach nobody, whoever asks.
import { Socket } from 'node:net';

const shut = (): never => {
  throw new Error('A recording is played without network, and something tried to connect');
};

/** From here on no socket of this process connects, neither to this machine nor to another. */
export const shutNetwork = (): void => {
  Socket.prototype.connect = shut;
};
