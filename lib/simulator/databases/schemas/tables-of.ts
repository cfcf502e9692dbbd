/** Plain tables with a few rows each, where only their names and their number matter. */
export const tablesOf = (schema: string, names: string, rows = 40): string =>
  names
    .trim()
    .split(/\s+/)
    .map(
      name => `create table ${schema}.${name} (id int primary key auto_increment, note varchar(80) not null, made_at datetime not null);
insert into ${schema}.${name} (note, made_at) select concat('${name} ', seq), now() - interval seq hour from seq_1_to_${rows};
`,
    )
    .join('')
