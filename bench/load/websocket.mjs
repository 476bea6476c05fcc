/**
 * A WebSocket client (RFC 6455) with only what Engine.IO needs, so that a thousand of them cost little.
 *
 * All connections read into one shared buffer, and whole frames are handed on as bytes, without making strings of what
 * nobody reads. Frames to the server carry the mask 0, which is allowed and saves masking. No extensions are offered, so
 * none are met; a fragmented message would be an error, and neither server sends any.
 */
import { randomBytes } from "node:crypto";
import { connect } from "node:net";

const [TEXT, CLOSE, PING, PONG] = [0x1, 0x8, 0x9, 0xa];
const NOTHING = Buffer.alloc(0);
const shared = Buffer.allocUnsafe(256 * 1024);

/** The bytes of one text message to a server. */
export function frame(text, opcode = TEXT) {
  const payload = Buffer.from(text);
  const isLong = payload.length > 125;
  const head = Buffer.alloc(isLong ? 8 : 6);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (isLong ? 126 : payload.length);
  if (isLong) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

export class WebSocket {
  #rest = NOTHING;
  #isOpen = false;

  /** `onText(bytes, start, end)` gets each message; the bytes are only valid during the call. */
  constructor({ port, path, onText, onClose }) {
    this.onText = onText;
    this.socket = connect({
      host: "127.0.0.1",
      port,
      noDelay: true,
      onread: { buffer: shared, callback: (size) => this.#read(shared.subarray(0, size)) },
    });
    this.socket.on("error", () => {});
    this.socket.on("close", onClose);
    this.socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
  }

  send(text) {
    this.socket.write(frame(text));
  }

  close() {
    this.socket.destroy();
  }

  #read(chunk) {
    let bytes = this.#rest.length ? Buffer.concat([this.#rest, chunk]) : chunk;
    if (!this.#isOpen) {
      const end = bytes.indexOf("\r\n\r\n");
      if (end >= 0) {
        const status = bytes.latin1Slice(0, bytes.indexOf("\r\n"));
        if (!status.includes(" 101")) throw new Error(`the server refused the WebSocket: ${status}`);
        this.#isOpen = true;
        bytes = bytes.subarray(end + 4);
      }
    }
    const done = this.#isOpen ? this.#frames(bytes) : 0;
    this.#rest = done < bytes.length ? Buffer.from(bytes.subarray(done)) : NOTHING;
    return true;
  }

  /** Hand on the whole frames and say where the first unfinished one starts. */
  #frames(bytes) {
    let at = 0;
    while (bytes.length - at >= 2) {
      let length = bytes[at + 1] & 0x7f;
      let start = at + 2;
      if (length === 126) {
        if (bytes.length - at < 4) break;
        length = bytes.readUInt16BE(at + 2);
        start = at + 4;
      } else if (length === 127) {
        if (bytes.length - at < 10) break;
        length = Number(bytes.readBigUInt64BE(at + 2));
        start = at + 10;
      }
      const end = start + length;
      if (end > bytes.length) break;
      this.#frame(bytes[at], bytes, start, end);
      at = end;
    }
    return at;
  }

  #frame(first, bytes, start, end) {
    if (!(first & 0x80)) throw new Error("the server sent a fragmented message, which is not expected here");
    const opcode = first & 0x0f;
    if (opcode === TEXT) this.onText(bytes, start, end);
    else if (opcode === PING) this.socket.write(frame(bytes.subarray(start, end), PONG));
    else if (opcode === CLOSE) this.close();
  }
}
