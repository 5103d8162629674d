// Who works where in the demonstration bureau; all are invented, and all surnames come from 平安康宁和常 (peace, health, calm).

/**
 * One person a line under `@unit`: name | title | role | marks.
 * Marks: `leader` (班子成员), `=account`, `#kinds` (a set of object kinds), `^unit` (anchored there instead of at home).
 */
export const staffTable = `
@bureau
常远山 | 局长 | bureauLeader | leader =juzhang
安怀瑾 | 副局长 | bureauLeader | leader
宁致和 | 副局长 | bureauLeader | leader
平一川 | 副局长 | bureauLeader | leader
和静姝 | 党组成员、总工程师 | bureauLeader | leader

@office
康文谦 | 局办公室主任 | sectionLead
宁疏桐 | 局办公室文书 | office | =bangong
常系统 | 系统管理员 | systemAdmin | =xitong
安守密 | 安全保密管理员 | securityAdmin | =anquan
平察微 | 安全审计员 | auditAdmin | =shenji

@publicService
和润之 | 科长 | sectionLead | #publicService
康采薇 | 四级主任科员（联络员） | sectionStaff | #publicService =gongfu

@market
平正言 | 科长 | sectionLead | #market =shichang
安思齐 | 四级主任科员（联络员） | sectionStaff | #market
宁以恒 | 一级科员 | sectionStaff | #market

@reform
常知行 | 科长 | sectionLead | #reform
和语桐 | 四级主任科员（联络员） | sectionStaff | #reform =xuanchuan

@industry
康景行 | 科长 | sectionLead | #industry
平若谷 | 四级主任科员（联络员） | sectionStaff | #industry =chanye

@heritage
宁怀古 | 科长 | sectionLead | #heritage
安砚秋 | 四级主任科员（联络员） | sectionStaff | #heritage =wenbao

@archaeology
和鉴清 | 科长 | sectionLead | #archaeology
常拾遗 | 四级主任科员（联络员） | sectionStaff | #archaeology =kaogu

@safety
安一鸣 | 科长 | safetyOffice | ^bureau =anjian
康知微 | 四级主任科员 | safetyOffice | ^bureau =anjian2
平慎之 | 一级科员 | sectionStaff | ^bureau

@enforcement
宁铁军 | 副队长 | leader | leader
常明辉 | 副队长 | leader | leader
康正 | 一中队中队长 | inspector | #all =zhifa
宁晓峰 | 一中队执法员 | inspector | #all =zhifa2
和立群 | 二中队中队长 | inspector | #all
平安之 | 二中队执法员 | inspector | #all
安书简 | 综合室主任（联络员） | unitClerk | =zhifadui

@jinOpera
康鸣凤 | 院长 | leader | leader
平长声 | 副院长 | leader | leader
宁梨云 | 副院长 | leader | leader
和小台 | 办公室主任（联络员） | unitClerk | =jinju
安大幕 | 舞台技术部主任 | unitStaff

@songDance
常清歌 | 团长 | leader | leader
和舞阳 | 副团长 | leader | leader
安弦歌 | 副团长 | leader | leader
平小律 | 办公室主任（联络员） | unitClerk | =gewu
宁光影 | 灯光音响组长 | unitStaff

@yuOpera
宁豫章 | 团长 | leader | leader
康大鼓 | 副团长 | leader | leader
平小楼 | 副团长 | leader | leader
常折桂 | 办公室主任（联络员） | unitClerk | =yuju

@cultureCentre
和文渊 | 馆长 | leader | leader
康乐群 | 副馆长 | leader | leader
安群言 | 副馆长 | leader | leader
宁小满 | 办公室主任（联络员） | unitClerk | =wenhuaguan

@library
平书城 | 馆长 | leader | leader
宁知返 | 副馆长 | leader | leader
和卷舒 | 副馆长 | leader | leader
常借阅 | 办公室主任（联络员） | unitClerk | =tushuguan
康检之 | 后勤保卫部主任 | unitStaff

@museum
安博古 | 馆长 | leader | leader
常鼎新 | 副馆长 | leader | leader
平通今 | 副馆长 | leader | leader
康小篆 | 安全保卫部主任（联络员） | unitClerk | =bowuguan
和陶然 | 陈列部主任 | unitStaff

@artMuseum
康丹青 | 馆长 | leader | leader
宁水墨 | 副馆长 | leader | leader
平留白 | 副馆长 | leader | leader
和点染 | 办公室主任（联络员） | unitClerk | =meishuguan

@tourService
常四方 | 主任 | leader | leader
安客来 | 副主任 | leader | leader
宁如归 | 副主任 | leader | leader
平向导 | 综合科科长（联络员） | unitClerk | =fuwu

@chengqu
宁海川 | 局长 | countyLead | leader
和春晖 | 副局长 | leader | leader
平立人 | 副局长 | leader | leader
常敬业 | 安全监管股股长（联络员） | countyClerk | =chengqu
@chengquSafety
康细心 | 安全监管股科员 | sectionStaff | ^chengqu

@kuangqu
安铸魂 | 局长 | countyLead | leader
常采石 | 副局长 | leader | leader
康继明 | 副局长 | leader | leader
宁小川 | 安全监管股股长（联络员） | countyClerk | =kuangqu
@kuangquSafety
和顺达 | 安全监管股科员 | sectionStaff | ^kuangqu

@jiaoqu
平野望 | 局长 | countyLead | leader
安田园 | 副局长 | leader | leader
和稼轩 | 副局长 | leader | leader
康小雨 | 安全监管股副股长（联络员） | countyClerk | =jiaoqu
@jiaoquHeritage
常玉田 | 文物保护股股长 | sectionStaff | ^jiaoqu

@pingding
康明远 | 局长 | countyLead | leader
宁定山 | 副局长 | leader | leader =pingdingfu
安关月 | 副局长 | leader | leader
平冠林 | 党组成员 | leader | leader
和雨晨 | 安全监管股股长（联络员） | countyClerk | =pingding
@pingdingSafety
常思危 | 安全监管股科员 | sectionStaff | ^pingding
@pingdingHeritage
宁守拙 | 文物保护股股长 | sectionStaff | ^pingding

@yuxian
和秀水 | 局长 | countyLead | leader
常藏真 | 副局长 | leader | leader
康岳峰 | 副局长 | leader | leader
平小溪 | 党组成员 | leader | leader
安远志 | 安全监管股股长（联络员） | countyClerk | =yuxian
@yuxianSafety
宁防微 | 安全监管股科员 | sectionStaff | ^yuxian
@yuxianHeritage
平古月 | 文物保护股股长 | sectionStaff | ^yuxian
`;

/** Venue managers who have an account; all others are written for by their county's liaison (代录). */
export const venueAccounts: Record<string, string> = {
  cafeXianfu: 'changsuo',
  scenicWaterfall: 'changsuo2',
  ktvBeida: 'changsuo3',
  scenicValley: 'changsuo4',
};
