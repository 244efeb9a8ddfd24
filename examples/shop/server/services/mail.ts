import { createTransport } from 'nodemailer';
import { config } from '../config';

const { host, user, password } = config.smtp;
const transport = createTransport({ host, port: 465, secure: true, auth: { user, pass: password } });

/** Sends the link with which a customer chooses a new password. */
export async function sendResetLink(email: string, token: string): Promise<void> {
  await transport.sendMail({
    from: 'Kettle & Leaf <orders@kettle-and-leaf.example>',
    to: email,
    subject: 'Choose a new password',
    text: `Open ${config.publicUrl}/reset#${token} within half an hour.\n\nYou did not ask for this? Then do nothing.`,
  });
}
