import type { WebSocket } from 'ws';
import type { Fault, Faults } from './faults';

/** A WebSocket to a client, whose outgoing frames the fault control may break. */
export class SimulatedSocket {
	private held: string | undefined;

	private silenced = false;

	constructor(
		private readonly socket: WebSocket,
		private readonly faults: Faults,
		readonly service: string,
		readonly id: number,
		/** What faults and `control.sockets` match on, e.g. `{ channel, userId }`. */
		readonly parameters: Record<string, unknown>,
		/** Frames the client sent. */
		onMessage: (text: string) => void,
	) {
		socket.on('message', (data) => onMessage(String(data)));
		socket.on('error', () => {});
	}

	get open(): boolean {
		return this.socket.readyState === this.socket.OPEN;
	}

	onClose(listener: (code: number) => void): void {
		this.socket.on('close', listener);
	}

	/** `parameters` describe the frame for fault matching, e.g. `{ event: 'new_inbox' }`. */
	send(frame: string, parameters: Record<string, unknown> = {}): void {
		const striking = this.faults.forFrame({
			service: this.service,
			operation: 'frame',
			parameters: { ...this.parameters, ...parameters },
		});
		this.deliver(frame, striking);
	}

	/** Ends the connection; without a code the line is cut without a close frame. */
	drop(code?: number): void {
		if (code === undefined) this.socket.terminate();
		else this.socket.close(code);
	}

	/** The line stays open, but nothing comes over it any more: no frame, no pong, no answer to a close. */
	silence(): void {
		this.silenced = true;
		// Unread pings and close frames are never answered.
		this.socket.pause();
	}

	private deliver(frame: string, striking: Fault[]): void {
		let copies = 1;
		for (const fault of striking) {
			switch (fault.kind) {
				case 'drop':
					this.drop(fault.code);
					return;
				case 'silent':
					this.silence();
					return;
				case 'lose':
					return;
				case 'duplicate':
					copies += fault.copies;
					break;
				case 'reorder':
					this.held = frame;
					return;
				case 'delay':
					setTimeout(() => this.write(frame), fault.ms).unref();
					return;
				default:
			}
		}
		for (let sent = 0; sent < copies; sent++) this.write(frame);
		const held = this.held;
		this.held = undefined;
		if (held !== undefined) this.write(held);
	}

	private write(frame: string): void {
		if (!this.silenced && this.open) this.socket.send(frame);
	}
}
