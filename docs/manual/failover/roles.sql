-- 在主库上以 postgres 执行一次：先建库和迁移登录名，再接到 anlan 库建立连接池核对口令的函数。
create role migrator login createrole password '@PASSWORD@';
create role pgbouncer login password '@PASSWORD@';
create database anlan owner migrator;
\connect anlan
create schema pgbouncer authorization postgres;
grant usage on schema pgbouncer to pgbouncer;
create function pgbouncer.lookup(login text, out name text, out secret text) language sql stable security definer
  set search_path = pg_catalog
  return (select row(rolname::text, rolpassword) from pg_authid
           where rolname = login and rolcanlogin and not rolsuper and not rolreplication);
revoke all on function pgbouncer.lookup(text) from public;
grant execute on function pgbouncer.lookup(text) to pgbouncer;
