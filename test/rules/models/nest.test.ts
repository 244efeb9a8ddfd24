import assert from 'node:assert/strict';
import { analysisOf } from '../../support/spec.ts';
import { reports } from './reported.ts';

const SHELL = "import { exec } from 'node:child_process';\n";

describe('NestJS', () => {
  it('gives decorated parameters', () =>
    reports(`${SHELL}
import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res, Session, UploadedFile, Inject } from '@nestjs/common';
import { Trim } from './pipes';
@Controller('cats')
export class CatsController {
  constructor(@Inject('COMMAND') private readonly command: string) {}
  @Get(':id')
  find(@Param('id') id: string, @Query() query, @Headers('x-a') header: string, @Req() req, @Res() res) {
    exec(id); // command-injection
    exec(query.q); // command-injection
    exec(header); // command-injection
    exec(req.query.q); // command-injection
    res.redirect(req.query.to); // open-redirect
    exec(this.command);
  }
  @Post()
  create(@Body() { command }: CreateCatDto, @Body('other', Trim) other: string, @Session() session, @UploadedFile() file) {
    exec(command); // command-injection
    exec(other); // command-injection
    exec(session.command);
    exec(file.originalname); // command-injection
    exec(file.path);
  }
  plain(id, query) {
    exec(id);
  }
}`));

  it('knows what pipes let through', () =>
    reports(`${SHELL}
import { Controller, DefaultValuePipe, Get, Param, ParseEnumPipe, ParseIntPipe, ParseUUIDPipe, Query } from '@nestjs/common';
const NAME = 'name';
@Controller()
export class CatsController {
  @Get(':id')
  find(
    @Param('id', ParseIntPipe) id,
    @Param('uuid', new ParseUUIDPipe({ version: '4' })) uuid: string,
    @Query('kind', new ParseEnumPipe(Kind)) kind: Kind,
    @Query('count', new DefaultValuePipe(0), ParseIntPipe) count: number,
    @Query('name', new DefaultValuePipe('')) name: string,
    @Query(NAME) other: string,
    @Query('page') page: number,
  ) {
    exec(\`\${id} \${uuid} \${kind} \${count} \${page}\`);
    exec(name); // command-injection
    exec(other); // command-injection
  }
}`));

  it('takes an object of a class for one that was checked, of which the texts remain', () =>
    reports(`${SHELL}
import { Body, Controller, Post } from '@nestjs/common';
import { User } from './user.model';
import mongoose from 'mongoose';
const Users = mongoose.model('User', schema);
@Controller()
export class UsersController {
  @Post('a')
  typed(@Body() user: CreateUserDto) {
    exec(user.name); // command-injection
    return Users.findOne({ name: user.name });
  }
  @Post('b')
  open(@Body() user: Record<string, any>) {
    return Users.findOne({ name: user.name }); // nosql-operator-injection
  }
}`));

  it('sends what handlers give back, text as a page', () =>
    reports(`
import { Controller, Get, Header, Query, Redirect, Render } from '@nestjs/common';
@Controller()
export class PagesController {
  @Get('a')
  hello(@Query('name') name: string) {
    return \`Hello \${name}\`; // xss-reflected
  }
  @Get('b')
  object(@Query('name') name: string) {
    return { name };
  }
  @Get('c')
  other(@Query('name') name: string) {
    return this.service.list(name);
  }
  @Get('d')
  @Header('Content-Type', 'text/csv')
  csv(@Query('name') name: string) {
    return \`name,\${name}\`;
  }
  @Get('e')
  @Redirect()
  away(@Query('to') to: string) {
    return { url: to }; // open-redirect
  }
  own(@Query('name') name: string) {
    return \`Hello \${name}\`;
  }
}`));

  it('reads requests of execution contexts', () =>
    reports(`${SHELL}
import { CanActivate, ExecutionContext, createParamDecorator } from '@nestjs/common';
export class Guard implements CanActivate {
  canActivate(context: ExecutionContext) {
    exec(context.switchToHttp().getRequest().headers.host); // command-injection
    return true;
  }
}
export const Name = createParamDecorator((data, ctx) => {
  exec(ctx.switchToHttp().getRequest().query.q); // command-injection
  exec(data);
});`));

  it('checks the types of GraphQL arguments', () =>
    reports(`${SHELL}
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
@Resolver()
export class CatsResolver {
  @Mutation(() => Cat)
  create(@Args('name') name: string, @Args('count') count: number, @Args() args: CreateArgs, @Context() ctx) {
    exec(name); // command-injection
    exec(String(count));
    exec(args.name); // command-injection
    exec(ctx.req.headers['x-a']); // command-injection
    exec(ctx.user.name);
  }
}`));

  it('gives messages to gateways and to handlers of queues', () =>
    reports(`${SHELL}
import { MessageBody, SubscribeMessage, WebSocketGateway, ConnectedSocket } from '@nestjs/websockets';
import { EventPattern, Payload } from '@nestjs/microservices';
@WebSocketGateway()
export class Gateway {
  @SubscribeMessage('a')
  first(client, payload) {
    exec(payload); // command-injection
    exec(client.id);
  }
  @SubscribeMessage('b')
  second(@MessageBody() text: string, @ConnectedSocket() client) {
    exec(text); // command-injection
    exec(client.id);
  }
  @EventPattern('c')
  third(@Payload() data) {
    exec(data.name); // command-injection
  }
  other(client, payload) {
    exec(payload);
  }
}`));

  it('gives nothing to decorators of another package', () => {
    const { findings } = analysisOf(`${SHELL}
import { Body, Controller, Post } from './decorators';
@Controller()
export class A { @Post() run(@Body() body) { exec(body); } }`);
    assert.deepEqual(findings, []);
  });
});
