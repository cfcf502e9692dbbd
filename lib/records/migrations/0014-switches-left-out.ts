export const switchesLeftOut = `
-- Each target that was asked for and left out, with the reason that was shown.
alter table gatehouse.switches_together add column left_out jsonb not null default '[]';
`
