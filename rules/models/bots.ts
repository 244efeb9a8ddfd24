import { libraryModel } from '../../engine/model.ts';

/**
 * What people write to a bot, or where it listens: the platform is known, the author is anybody. Facts:
 * https://github.com/octokit/webhooks.js/#webhooks, https://probot.github.io/docs/webhooks/, https://tools.slack.dev/bolt-js/,
 * https://discord.js.org/docs/packages/discord.js/main, https://telegraf.js.org/, https://grammy.dev/ref/core/context,
 * https://github.com/yagop/node-telegram-bot-api, https://tmijs.com/, https://docs.wwebjs.dev/Message.html.
 */

/** Fields of an update of Telegram that hold text of its author. */
const TELEGRAM = [
  ...['message.text', 'message.caption', 'msg.text', 'text', 'match', 'payload', 'args', 'callbackQuery.data'],
  ...['update.message.text', 'update.callback_query.data', 'inlineQuery.query', 'message.document.file_name'],
];
const OPTIONS = ['getString', 'getAttachment', 'get', 'getFocused'].map((name) => `Interaction#options.${name}()`);

export default libraryModel({
  package: [
    ...['@octokit/webhooks', 'probot', '@slack/bolt', 'discord.js', 'telegraf', 'grammy', 'node-telegram-bot-api'],
    ...['tmi.js', 'whatsapp-web.js'],
  ],
  types: [
    { type: 'Webhooks' },
    { type: 'Probot' },
    { type: 'WebhookEvent' },
    // A name that `discord.js` and `probot` do not share with it.
    { type: 'App' },
    { type: 'SlackArgs' },
    { type: 'Client', is: ['client()', 'Client()'] },
    { type: 'Message' },
    { type: 'Interaction' },
    ...['ChatInputCommandInteraction', 'CommandInteraction', 'ModalSubmitInteraction', 'ButtonInteraction'].map(
      (type) => ({
        type,
        extends: ['Interaction'],
      }),
    ),
    { type: 'Telegraf' },
    { type: 'Bot', extends: ['Telegraf'] },
    { type: 'Composer', extends: ['Telegraf'] },
    { type: 'Context' },
    { type: 'TelegramBot', is: ['default#'] },
    { type: 'TelegramMessage' },
    { type: 'TelegramMatch' },
  ],
  handlers: [
    { to: ['Webhooks#on', 'Probot#on', 'Webhooks#onAny'], parameters: ['WebhookEvent'] },
    // https://probot.github.io/docs/hello-world/: an app is a function that is given the robot.
    {
      to: ['run', 'createNodeMiddleware', 'default.run'],
      argument: 0,
      parameters: ['Probot'],
      declaredAs: ['ApplicationFunction'],
    },
    {
      to: ['command', 'message', 'event', 'action', 'view', 'shortcut', 'options', 'use'].map((name) => `App#${name}`),
      parameters: ['SlackArgs'],
    },
    {
      to: ['Client#on', 'Client#once'],
      argument: 1,
      event: ['messageCreate', 'messageUpdate', 'message_create'],
      parameters: ['Message', 'Message'],
    },
    { to: ['Client#on'], argument: 1, event: ['interactionCreate'], parameters: ['Interaction'] },
    // Of tmi.js the third argument, of whatsapp-web.js and old discord.js the first.
    { to: ['Client#on'], argument: 1, event: ['message'], parameters: ['Message', '', 'TelegramMatch'] },
    {
      to: ['on', 'command', 'hears', 'action', 'start', 'help', 'use', 'callbackQuery', 'inlineQuery'].map(
        (name) => `Telegraf#${name}`,
      ),
      parameters: ['Context'],
    },
    { to: ['TelegramBot#on'], argument: 1, parameters: ['TelegramMessage'] },
    { to: ['TelegramBot#onText'], argument: 1, parameters: ['TelegramMessage', 'TelegramMatch'] },
  ],
  sources: [
    {
      trust: 'remote',
      from: ['WebhookEvent#payload'],
      members: true,
      shape: 'text',
      label: 'the payload of a webhook',
    },
    {
      trust: 'remote',
      from: [
        ...['command.text', 'event.text', 'message.text', 'payload.text', 'body.text'].map(
          (name) => `SlackArgs#${name}`,
        ),
        ...['SlackArgs#action.value', 'SlackArgs#view.state.values', 'SlackArgs#context.matches', 'SlackArgs#say.text'],
        ...['Message#content', 'Message#cleanContent', 'Message#body', 'Message#attachments'],
        ...[...OPTIONS, 'Interaction#customId', 'Interaction#values', 'Interaction#fields.getTextInputValue()'],
        ...TELEGRAM.map((name) => `Context#${name}`),
        ...['TelegramMessage#text', 'TelegramMessage#caption', 'TelegramMessage#data', 'TelegramMatch#'],
      ],
      shape: 'text',
      label: 'a message to the bot',
    },
  ],
});
