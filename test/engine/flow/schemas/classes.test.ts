import { programFinds } from '../../../support/program.ts';
import { moduleFinds, moduleIsQuiet } from '../../snippets.ts';

const DTO = `
import { IsInt, IsString, IsUUID, IsIn, Matches, IsOptional, ValidateNested, MaxLength } from 'class-validator';
import { Type, plainToInstance } from 'class-transformer';
class Address { @Matches(/^\\d{5}$/) zip: string; @IsString() street: string; }
export class CreateDto {
  @IsUUID() id: string;
  @IsInt() @Type(() => Number) n: number;
  @IsIn(['a', 'b']) @IsOptional() kind?: string;
  @IsString() @MaxLength(5) name: string;
  @IsUUID('4', { each: true }) ids: string[];
  @ValidateNested() @Type(() => Address) address: Address;
}`;

const handler = (check: string, expression: string, mark = '') => `${DTO}
import { validate, validateOrReject } from 'class-validator';
app.post('/', async (req, res) => {
${check}
exec(${expression});${mark && `\n//   ${'^'.repeat(expression.length)} ${mark}`}
});`;

describe('an object of a class whose fields are decorated', () => {
  const checks = [
    'const dto = plainToInstance(CreateDto, req.body);\nawait validateOrReject(dto);',
    'const dto = plainToInstance(CreateDto, req.body);\nconst errors = await validate(dto);\nif (errors.length > 0) return;',
  ];
  it('is, field by field, what the decorators say, once it was validated', () => {
    for (const check of checks) {
      for (const field of ['id', 'n', 'kind', 'ids[0]', 'address.zip'])
        moduleIsQuiet(handler(check, `'show ' + dto.${field}`));
      moduleFinds(handler(check, 'dto.name', 'command-injection'));
      moduleFinds(handler(check, 'dto.address.street', 'command-injection'));
      moduleFinds(handler(check, 'dto.other', 'command-injection'));
    }
  });

  it('is anything when nobody validates it', () =>
    moduleFinds(`${DTO}
app.post('/', (req, res) => {
  const dto = plainToInstance(CreateDto, req.body);
  exec(dto.id);
  //   ^^^^^^ command-injection
});`));

  it('is what a controller of NestJS is given', () => {
    const controller = (expression: string, mark = '') => `
// file: create.dto.ts
import { OmitType } from '@nestjs/mapped-types';
${DTO}
export class UpdateDto extends OmitType(CreateDto, ['n']) { @IsString() note: string; }
// file: items.controller.ts
import { exec } from 'node:child_process';
import { Body, Controller, Post } from '@nestjs/common';
import { UpdateDto } from './create.dto';
@Controller('items')
export class ItemsController {
  @Post()
  create(@Body() dto: UpdateDto) {
    exec(${expression});${mark && `\n    //   ${'^'.repeat(expression.length)} ${mark}`}
  }
}`;
    programFinds(controller('dto.id'));
    programFinds(controller('dto.kind'));
    programFinds(controller('dto.name', 'command-injection'));
    programFinds(controller('dto.note', 'command-injection'));
    // A class lists the names that there are.
    programFinds(controller('dto.n'));
  });
});
