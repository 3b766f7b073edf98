import type { SinkCategory } from "./types.js";

/** Questions to databases and directories, made of text. */
export const databases: readonly SinkCategory[] = [
  {
    id: "sql",
    title: "sends SQL to a database",
    stride: ["T", "I", "E"],
    cwe: [89, 564],
    severity: "high",
    threat: "SQL injection",
    control: "parameters instead of text put together",
    go: `
      database/sql.{DB,Tx,Conn}.{Query,QueryContext,QueryRow,QueryRowContext,Exec,ExecContext,Prepare,PrepareContext}
      github.com/jackc/pgx.{Conn,Tx,Batch}.{Query,QueryRow,Exec,Prepare,SendBatch,Queue}
      github.com/jackc/pgx/pgxpool.{Pool,Conn,Tx}.{Query,QueryRow,Exec,SendBatch}
      github.com/jackc/pgconn.PgConn.{Exec,ExecParams} github.com/jackc/pgx/pgconn.PgConn.{Exec,ExecParams}
      github.com/jmoiron/sqlx.{DB,Tx,Conn}.{Query,QueryContext,QueryRow,QueryRowContext,Exec,ExecContext,Prepare}
      github.com/jmoiron/sqlx.{DB,Tx,Conn}.{Queryx,QueryxContext,QueryRowx,QueryRowxContext,Get,GetContext}
      github.com/jmoiron/sqlx.{DB,Tx,Conn}.{Select,SelectContext,MustExec,NamedExec,NamedExecContext,NamedQuery,Preparex}
      github.com/jmoiron/sqlx.{Get,Select,NamedExec,NamedQuery,MustExec,GetContext,SelectContext}
      gorm.io/gorm.DB.{Raw,Exec,Where,Order,Having,Select,Joins,Group,Table,Or,Not}
      github.com/jinzhu/gorm.DB.{Raw,Exec,Where,Order,Having,Select,Joins,Group,Table,Or,Not}
      github.com/go-pg/pg.{DB,Tx}.{Query,QueryOne,Exec,ExecOne} github.com/uptrace/bun.{DB,Tx,Conn}.{NewRaw,ExecContext,QueryContext,QueryRowContext}
      github.com/mattn/go-sqlite3.SQLiteConn.{Exec,Query} zombiezen.com/go/sqlite/sqlitex.{Execute,ExecuteTransient,ExecScript,ExecuteScript}
      xorm.io/xorm.{Engine,Session}.{Exec,Query,QueryString,SQL,Where}`,
    typescript: `
      pg#{Pool,Client,PoolClient,ClientBase}.query pg-promise#IDatabase.{any,none,one,oneOrNone,many,manyOrNone,query,result,multi}
      postgres#Sql.unsafe @vercel/postgres#{sql.query,sql,db.query} @neondatabase/serverless#Pool.query
      {mysql,mysql2,mysql2/promise}#{Connection,Pool,PoolConnection}.{query,execute}
      sqlite3#Database.{run,all,get,each,exec,prepare} better-sqlite3#Database.{prepare,exec}
      sqlite#Database.{run,all,get,each,exec,prepare} sqlite#DatabaseSync.{prepare,exec} bun:sqlite#Database.{query,run,prepare,exec}
      knex#Knex.{raw,schema.raw,whereRaw,orderByRaw,havingRaw,joinRaw,fromRaw}
      sequelize#Sequelize.query sequelize#{literal,Sequelize.literal} sequelize-typescript#Sequelize.query
      @prisma/client#PrismaClient.{$queryRawUnsafe,$executeRawUnsafe,$queryRaw,$executeRaw} @prisma/client#Prisma.raw
      typeorm#{DataSource,EntityManager,Repository,Connection,QueryRunner}.query typeorm#{getManager,getConnection}().query
      typeorm#{Repository,DataSource,EntityManager}.createQueryBuilder().{where,andWhere,orWhere,orderBy,having}
      drizzle-orm#sql.raw kysely#sql.raw mssql#{Request.query,Request.batch,query,ConnectionPool.query} tedious#Request
      oracledb#Connection.execute @libsql/client#Client.{execute,batch,executeMultiple} slonik#sql.unsafe`,
  },
  {
    id: "nosql",
    title: "queries a document store",
    stride: ["T", "I"],
    cwe: [943],
    severity: "medium",
    threat: "NoSQL injection",
    control: "queries of checked types only",
    go: `
      go.mongodb.org/mongo-driver/mongo.Collection.{Find,FindOne,UpdateOne,UpdateMany,DeleteOne,DeleteMany,Aggregate,ReplaceOne}
      go.mongodb.org/mongo-driver/mongo.Collection.{FindOneAndUpdate,FindOneAndDelete,FindOneAndReplace,CountDocuments}
      go.mongodb.org/mongo-driver/mongo.Database.{RunCommand,Aggregate}`,
    typescript: `
      mongodb#Collection.{find,findOne,updateOne,updateMany,deleteOne,deleteMany,aggregate,replaceOne,findOneAndUpdate,findOneAndDelete}
      mongodb#Db.command mongoose#Model.{find,findOne,updateOne,updateMany,deleteOne,deleteMany,aggregate,findOneAndUpdate}
      mongoose#{Model.where,Model.$where} marsdb#Collection.{find,findOne,update,remove,count}`,
  },
  {
    id: "ldap",
    title: "queries a directory",
    stride: ["S", "I"],
    cwe: [90],
    severity: "high",
    threat: "LDAP injection",
    control: "escaped filters",
    go: "github.com/go-ldap/ldap.{NewSearchRequest,Conn.Search,Conn.SearchWithPaging}",
    typescript: "ldapjs#Client.search ldapts#Client.search",
  },
];
