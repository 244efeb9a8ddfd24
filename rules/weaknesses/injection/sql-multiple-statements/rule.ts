import {
  constantsInProduction,
  isDevelopmentOnly,
  nameOf,
  patternRule,
  type Report,
  remove,
  suggestion,
} from '../../../../engine/rule.ts';

/** https://github.com/mysqljs/mysql#multiple-statement-queries */
export default patternRule({
  id: 'sql-multiple-statements',
  title: 'One query may hold several statements',
  severity: 'medium',
  confidence: 'medium',
  cwe: [89],
  owasp: ['A03:2021', 'A05:2025'],
  on: {
    Property(property, context): Report | undefined {
      if (nameOf(property.key) !== 'multipleStatements' || property.parent.type !== 'ObjectExpression')
        return undefined;
      if (!context.imports('mysql', 'mysql2', 'mysql2/promise', 'mariadb', 'knex', 'sequelize', 'typeorm'))
        return undefined;
      // Migrations and seeds run whole files.
      if (
        /(?:^|[/.-])(?:migrat\w*|seeds?|seeders?|scripts?|setup|install|import|restore|knexfile)(?:[/.-]|$)/i.test(
          context.path,
        )
      )
        return undefined;
      const choice = constantsInProduction(property.value, context).find(({ value }) => value === true);
      if (!choice || isDevelopmentOnly(property, context)) return undefined;
      return {
        node: choice.node,
        message:
          'Where data gets into a query, whoever sends it can end the statement and add another one, that deletes a table or makes an account. Leave this off for connections that serve requests.',
        fixes: [suggestion('Leave it off', remove(property, context.text))],
      };
    },
  },
});
