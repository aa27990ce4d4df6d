<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AgreementPart</name>
    <message>
        <source>区总工会还没有下发告知书。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>个人信息告知书</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>大字阅读 Alt+D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已向本人出示或宣读，本人已知悉</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请本人在此签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已签在纸质表上</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>撤销一笔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重签</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本人签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本人已在纸质申请书上签名</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlreadyPanel</name>
    <message>
        <source>接转会籍 Alt+1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更新信息 Alt+2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>仅领服务 Alt+3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已是会员：{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>今天已在本机登记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会籍状态：{0}。{1}一人一份会籍，不再重复入会，请选择：</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AmendBanner</name>
    <message>
        <source>放弃更正 Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在更正已登记的记录 {0}，保存后原记录由这一份代替。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>工会现场入会与服务</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CarriedPanel</name>
    <message>
        <source>性别、年龄和出生日期由证件号码得出，请与本人核对</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>男</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>女</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} 岁</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsentRow</name>
    <message>
        <source>同意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不同意</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsentsPanel</name>
    <message>
        <source>向上级工会提供信息</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>向银行提供信息办卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>活动宣传</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Crowd</name>
    <message>
        <source>一次记</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} 人</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DoneStrip</name>
    <message>
        <source>撤销（Alt+Z）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>取消 Esc</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>已保存：{0} {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已接转：{0} {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已更新：{0} {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更正已保存，等待区里确认。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有保存，填写的内容都在。{0}{1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnrolmentForm</name>
    <message>
        <source>纸上印不出 {0}，会留空格手写；也可以在这里写另一种打印写法。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更多 ▸</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收起 ▾</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>已记录</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里已确认</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>需处理</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>都已加密存在这台设备上</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还有 {0} 条等待上报</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收到区里签名的回执才算确认</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里退回，请在下面逐条处理</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有退回的记录</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>姓名、拼音首字母、证件后四位、手机后四位、编号，或扫描会员卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>查找会员</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>找到的会员</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>只列出前 {0} 位，请再多输入一些。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>输入第一个字就开始查找；也可以直接扫描会员卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本机没有这张卡的会员。按回车键，按外站会员卡办理。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本机没有找到。请换一种方式再查，或按匿名来访者办理。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>保存后打印会员卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>清空 Ctrl+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保存 Ctrl+回车</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保存更正 Ctrl+回车</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还有 {0} 处需要改正，已在各项旁边标出。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>入会登记</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上一位已经保存，可以登记下一位。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已恢复上次没有保存的内容，请核对后继续。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已清空。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GoodsList</name>
    <message>
        <source>已领：{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本点已发完</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本点没有配发</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可领，每人一份</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可领，按需要的数量</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>先查找会员或扫描会员卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>非新会员：限本次新入会的会员</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>限工会会员</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GoodsRow</name>
    <message>
        <source>本点剩余</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>代领人姓名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件后四位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>与本人关系</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请填写</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请填四位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请选择</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请领取人在签名板上签名。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请代领人在此签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请领取人在此签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>此项不要求签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>数量</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>代领（本人未到场）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重签</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印签收凭条</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>发放（Ctrl+Enter）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>还没有选择活动</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>在“设置”里选择场地和台位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} · {1} 号台</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>时间</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>结果</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>送出</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>确认</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收到</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里回执</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还没有上报过。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>完成</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已停下</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>程序中断，没有完成</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在进行</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JoinPanel</name>
    <message>
        <source>加入（&amp;J）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>接收资料（&amp;R）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>停下（&amp;X）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在与区里联系……</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已加入{0}，本机编号 {1}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>再接收一次（&amp;R）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>资料已就绪：{0} 个场地，{1} 位已知会员，本机可用编号 {2} 个。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>加入码（&amp;T）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这台设备叫什么（&amp;D）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}（{1}/{2}）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JoinStep</name>
    <message>
        <source>加入区里</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请粘贴或扫描区总工会发给这台设备的加入码（以 FK1 开头的一行）。这一步需要联网。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>以后再加入（&amp;L）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>继续（&amp;C）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里认识这台设备了。活动资料接收完，就可以离线工作。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LargeNotice</name>
    <message>
        <source>本人已读，知悉（回车）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>返回（Esc）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LikenessNote</name>
    <message>
        <source>同一手机号：{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>同名：{0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LineTable</name>
    <message>
        <source>申请中·本机</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>姓名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>编号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件尾号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机尾号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>单位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>状态</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}·本机</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LooksPanel</name>
    <message>
        <source>跟随系统</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>浅色</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>深色</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>高对比度</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} 分钟</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>外观（&amp;A）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没人操作多久后锁定（&amp;M）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>语言在登录页左下角选择：按 Ctrl+L 锁定就能看到。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemberButtons</name>
    <message>
        <source>登记服务</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>发放福利</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印会员卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印申请书</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更新信息</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>撤回同意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更正登记</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemberDetails</name>
    <message>
        <source>谁在什么时候看过全号，会留下记录</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} 第 {1} 份 {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还没有打印过</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · 本机登记</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尾号 {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尾号 {0}（本机没有全号）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} 年生</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>隐藏（{0} 秒）Alt+U</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>显示全号 Alt+U</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>性别、出生</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机号码</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>就业群体</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员证号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>单位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>所属工会</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MembersPage</name>
    <message>
        <source>查到的会员显示在这里。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员查询</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员卡 {0} 不是本机知道的会员，没有资料可看。
登记服务或发放福利时可以直接扫描这张卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印第 {0} 份 回车</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员卡已打印过，为什么再打印？</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>申请书已打印过，为什么再打印？</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>信息已更新。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已撤回同意，会随下一次同步告知区里。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MorePart</name>
    <message>
        <source>在岗</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>男</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>女</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>卡上打印的写法，可不填</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>如 11-28 18:30，可不填</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可不填</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印用名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>就业状态</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>纸质表补录：填表时间</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>介绍人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>性别更正（与证件不同）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更正理由</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>知道了</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>已记录 {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里已确认 {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>需处理 {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还有 {0} 条在本机等待上报。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>改选“{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}（Alt+回车 采用）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperatorsPanel</name>
    <message>
        <source>添加（&amp;D）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请填写姓名和初始 PIN（或口令）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>姓名（&amp;N）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>角色（&amp;G）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN 或口令（&amp;W）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}，{1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已添加{0}，下次登录时可以选。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>需处理</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上报记录</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上报</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>需处理（{0}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已改为会籍接转，等待上报。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已作废，等待上报。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PacksPage</name>
    <message>
        <source>可直接领取按需物资。领福利包请先查找会员或扫描会员卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本机没有此会员资料，按卡号登记，同步后由区里核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还没有物资清单，请先同步一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>补打凭条（Alt+P）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>福利物资</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+数字 选物资&#x3000;&#x3000;Ctrl+Enter 发放&#x3000;&#x3000;Esc 换人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>谁来领</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请选择要领的物资。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先查找会员；来访者可直接选择按需物资。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匿名来访者</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已发放：{0} × {1}，{2}&#x3000;凭条号 {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>补打</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>发放有误</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已撤销发放；请收回物资和凭条。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperDesk</name>
    <message>
        <source>{0} {1} 已送到打印机“{2}”。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} 已存为 PDF：{1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>换人（Esc）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>外站会员卡 {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匿名来访者</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件尾号 {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机尾号 {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本机登记</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonPart</name>
    <message>
        <source>男</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>女</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>农民工</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>外地户籍</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>沿用到下一位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>下一位的就业群体、平台和单位与这一位相同（Alt+K）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>按数字键选择</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件类型</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>性别</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>姓名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机号码</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>就业群体</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>平台企业</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>工作单位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}/{1} 位</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlacePanel</name>
    <message>
        <source>输入场地名称里的字</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>活动（&amp;E）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>场地（&amp;S）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>台位号（&amp;B）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>主会场</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>分会场</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>今天在哪里</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>每条记录都会写上活动、场地和台位。以后可在“设置”里更换。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>继续（&amp;C）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先选择一个场地。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrintersPanel</name>
    <message>
        <source>会员卡（&amp;1）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>领取凭条（&amp;2）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>申请书和整版卡（&amp;3）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A5 纸</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 毫米卷纸</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>凭条用纸（&amp;4）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不打印，存为 PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}（现在找不到）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrintsPage</name>
    <message>
        <source>还没有打印过。每张卡、凭条和申请书都会记在这里。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重打一份（&amp;P）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打开这个 PDF（&amp;O）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打开 PDF 文件夹（&amp;F）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>时间</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>种类</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>单据号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>联次</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>结果</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>卡纸或缺纸，没打好</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>字迹不清</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本人遗失</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>信息更正后重打</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重打的原因（&amp;R）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重打的原因</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有选中单据</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}，第 {1} 联</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>单据号 {0}，操作员 {1}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这一联的原因：{0}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>再打就是下一联，会记下原因。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请写明重打的原因。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>程序中断，没有打出来</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这个文件已经不在原处，请重打一份。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第 {0} 联</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在打印</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已送到打印机</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已存为 PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不知道打出来没有</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有打出来</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>程序出错，没有打</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>打出来了（&amp;Y）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有，重打（&amp;N）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>（还有 {0} 张）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这张纸打印出来了吗？{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上次程序中断时正在打印：{0} {1}，第 {2} 联，{3}。请看看打印机。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadyStep</name>
    <message>
        <source>有没有网络都一样用：记录先存在本机，联网后自动上报区里。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>开始工作（&amp;S）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>准备好了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}，今天辛苦了。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里：{0}（本机编号 {1}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已知会员：{0} 位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还没有加入区里：可以先看看，加入以后才能登记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>场地：{0}，{1} 号台</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReasonDrawer</name>
    <message>
        <source>卡片遗失</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>卡片损坏</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印不清</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>信息已更正</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>原因（记入打印台账）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message>
        <source>立即上报（Ctrl+U）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>停下</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这台设备还没有加入区里：请在“设置”（F9）里加入，记录先存在本机。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在与区里联系……</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}（{1}/{2}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已停下，其余的下次再报。已确认的不会重报。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} 上报完成：送出 {1} 条，确认 {2} 条，退回 {3} 条；收到资料 {4} 条。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上次上报：{0}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>联网后会自动上报，也可以现在就报。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServePage</name>
    <message>
        <source>不记姓名，只计人次。需要记名时，在左侧查找或扫描会员卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本机没有此会员资料：只计人次，要记名的服务请先同步。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还没有服务目录，请先同步一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>同一人再记一项（Alt+R）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>服务</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+数字 点选服务&#x3000;&#x3000;Alt+加减号 改人数&#x3000;&#x3000;Esc 换人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>谁来了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点一下就记下</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>记名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”要记名：请先查找会员或扫描会员卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”要记名，而本机没有这张卡的会员资料：请先同步，或换一项服务。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已记：{0}，{1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已记：{0}，匿名来访者 {1} 人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点错了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已撤销：{0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>设置</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>换到这里（&amp;H）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>场地和台位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>操作员</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印机</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>外观和锁定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已换好。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先选择一个场地。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settling</name>
    <message>
        <source>什么</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>谁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>编号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>为什么退回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有需要处理的记录。区里退回的记录会列在这里，处理之前不会消失。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>改为接转（&amp;T）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更正（&amp;E）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>作废（&amp;V）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请镇街干部登录后处理。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>作废的原因（&amp;R）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登记有误</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重复登记</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本人要求撤销</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>发错物资，已收回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>作废的原因</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} · {1} · 操作员 {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请写明作废的原因。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupFace</name>
    <message>
        <source>1  欢迎</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2  建立档案库</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3  加入区里</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4  选择场地</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5  开始工作</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInFace</name>
    <message>
        <source>进入</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在打开……</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已锁定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请登录</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>屏幕上填的内容都还在，登录后接着做。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>选自己的名字，再输入 PIN。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>口令（&amp;P）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>输错的次数太多，请等 {0} 秒再试。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>签名板</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StoreStep</name>
    <message>
        <source>建立本机档案库</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>您是这台设备的第一位镇街干部，以后可以再添加操作员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>您的姓名（&amp;N）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN，至少 6 位数字（&amp;P）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>再输一遍 PIN（&amp;A）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>口令，至少 8 个字符（&amp;P）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>再输一遍口令（&amp;A）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立（&amp;S）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在建立加密的档案库……</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请输入您的姓名。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN 要 {0} 位以上，全部是数字。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>口令要 {0} 个字符以上。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>两次输入的不一样，请再输一遍。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>所有记录都加密存在这台设备上。密钥由系统钥匙串和您的 PIN 一起保管，缺一不可。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本机没有系统钥匙串服务，档案库只由您的口令保护：口令要长一些，忘了就打不开。所有记录仍然加密保存。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>打印会员卡 Ctrl+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印申请书</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>撤销清空 Alt+Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回车 下一项 · Shift+回车 上一项 · Ctrl+M 更多项目</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Switches</name>
    <message>
        <source>跟随系统</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>浅色</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>深色</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>高对比度</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>语言 Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>外观</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UpdateDrawer</name>
    <message>
        <source>更新信息</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保存更新 Ctrl+回车</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不变</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机号码</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>就业群体</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>平台企业</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>工作单位</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomeStep</name>
    <message>
        <source>欢迎使用 FieldKit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>几分钟后，这台设备就能在没有网络的现场登记入会、发放福利、登记服务。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>① 建立本机的加密档案库：要您的姓名，和一个只有您知道的 PIN。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>② 加入区里：要区总工会发给这台设备的加入码。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>③ 接收活动资料，选择今天的场地和台位。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>每一步都可以只用键盘：Tab 换栏，回车继续。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>开始（&amp;S）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WithdrawDrawer</name>
    <message>
        <source>撤回同意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>确认撤回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>提供给上级工会</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>提供给银行办卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>宣传影像</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>撤回从现在起生效，会随下一次同步告知区里；不影响此前已做的事和现场服务。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkFace</name>
    <message>
        <source>设置</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>锁定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>去“{0}”页</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有 {0} 张纸不知道打出来没有。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上次程序在打印时中断了，请看看打印机，再回答一下。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}（{1}/{2}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还没有加入区里，记录只在本机</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在上报……</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}（{1}），稍后自动再试</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} 条等待上报，联网后自动上报</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>全部已送达区里 {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>{age} 岁，超过互助服务卡的年龄线（{limit} 岁），可以入会，办卡以银行答复为准。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{age} 岁，年龄偏大，请再核对一次；情况属实可以继续。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{age} 岁，属未成年工，可以入会，请提醒本人和单位遵守未成年工保护规定。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未满 16 周岁，不能入会；请核对证件号码和出生日期。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>出生日期与证件号码不一致，证件上是 {document}；请核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>出生日期晚于今天，请核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>出生日期不是有效的日期，请按 年-月-日 填写，例如 1990-01-31。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这种证件号码里没有出生日期，请填写。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>入会渠道不在区里下发的代码表中，请重新选择。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>同意书没有版本号，无法留存依据；请先联网更新资料，再请本人确认。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请本人逐项选择“同意”或“不同意”。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不同意提供给上级工会，就不能在这里登记；可请本人改用小程序自行申请。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>统一社会信用代码里有不该出现的字符（没有 I、O、Z、S、V）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>统一社会信用代码的校验位不对，请逐位核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>统一社会信用代码的校验位不对，是不是 {suggestion}？请逐位核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>统一社会信用代码应为 {expected} 位，现在是 {length} 位。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>代码中的组织机构代码校验位不符，老代码可能如此，请核对后继续。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件号码里的出生日期晚于今天，请核对第 7 至 14 位。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第 {positions} 位不是数字；只有最后一位可以是 X。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第 {positions} 位不是数字，是不是 {suggestion}？请与证件核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>校验位不对，至少有一位输错了，请与证件逐位核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>校验位不对，是不是 {suggestion}？请与证件逐位核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>号码前六位 {county} 不在区划代码表中，老证件可能如此，请核对后继续。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第 7 至 14 位不是有效的日期，请核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>号码不符合“{kind}”的格式，请核对号码，或改选证件类型。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>从号码看这是“{kind}”，请改选证件类型，或核对号码。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请选择证件类型。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没带证件可以先登记，请尽快补录；补录之前不能判断是否重复入会。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>应为 {expected} 位，现在是 {length} 位。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请输入证件号码；没带证件请把证件类型改为“证件后补”。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>15 位的旧身份证已停用，请使用 18 位的号码。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>护照号码有 {length} 位，比通常的长，请核对后继续。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前两位 {province} 不是省级代码，请核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>顺序码是 000，很少见，请核对后继续。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这种证件能否入会，由上级工会确认；可以先登记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请填写工作单位；平台从业人员可以只填平台或站点。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请选择就业群体。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>就业群体不在区里下发的代码表中，请重新选择。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>就业状况不在区里下发的代码表中，请重新选择。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>入会方式不在区里下发的代码表中，请重新选择。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>姓名里有不能用于姓名的符号（{code_points}），请删去。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请输入姓名。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>姓名只有一个字，请核对；属实可以继续。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>姓名里有老系统的自造字（{code_points}），换一台设备可能显示不出，请改用标准字，或在“打印用字”里写代用字。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>姓名里有老系统的自造字（{code_points}），标准字应为“{suggestion}”，请改用。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>是不是“{suggestion}”？少数民族姓名中间用间隔号“·”。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>姓名最长 {limit} 个字，现在有 {length} 个。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先让本人看过个人信息告知书，再勾选“已看过”。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填表日期晚于今天，请核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填表时间不是有效的日期时间，请重新填写。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>所选工会不在区里下发的名单中，请重新选择。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机号只能是数字。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这是固定电话，请填写手机号。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机号应为 {expected} 位，现在是 {length} 位。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请输入手机号。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机号应以 13 至 19 开头，请核对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{prefix} 号段没有公开启用的记录，请与本人核对后继续。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>性别与证件号码不一致，证件上是“{document}”；确实不同请镇街干部写明原因。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请选择性别。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>性别与证件号码不同，已写明原因。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这种证件号码里没有性别，请选择。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请本人签名。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>签名图太大，请清除后重签。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>签名图读不出来，请清除后重签。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>内容里有看不见的控制字符，请删去后重新输入。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>最多 {limit} 个字，现在有 {length} 个。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>程序出错了，已保存的记录都还在。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请再做一次；还是不行，请关闭程序重新打开，并把日志文件 fieldkit.log 交给技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这个文件夹里没有本机的档案库。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请确认数据文件夹没有被移走；确实是新设备，请按步骤新建。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>另一个 FieldKit 正开着同一个档案库。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请切换到已打开的那个窗口；刚刚才关闭的，请等半分钟再试。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本机的档案库有损坏，打不开。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请不要删除任何文件，换一台设备继续工作，并把这台设备交给区里的技术人员恢复。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这个档案库是更新版本的 FieldKit 写的。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先升级这台设备上的程序，再打开。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>磁盘满了，刚才这一步没有保存。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>屏幕上的内容都还在：请删掉一些别的文件，腾出空间，再保存一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>磁盘写不进去，刚才这一步没有保存。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>屏幕上的内容都还在：请检查数据文件夹是否只读、移动硬盘是否拔掉，再保存一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN 不对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请重新输入。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN 不对，还可以再试 {tries_left} 次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请看清选的是不是自己的名字，再重新输入。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>输错的次数太多，请等 {wait_seconds} 秒再试。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>忘记 PIN 的，请另一位操作员登录后在设置里重新添加。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN 至少要 {least} 位数字。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请重新设一个，不要用生日或连号。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>口令至少要 {least} 个字符。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可以用几个不相关的词连在一起，又长又好记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>系统钥匙串打不开，本机的密钥取不出来。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请确认用的是平时的系统账号，解锁系统钥匙串后再试；记录都还在，没有丢失。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>密钥文件 keys.json 读不出来。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>现在没有人登录。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先登录，再做一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这一步要由镇街干部来做。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请镇街干部登录后处理。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>志愿者只能在 10 分钟内作废自己的记录。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请镇街干部登录后作废。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这台设备还没有拿到活动资料，不能登记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请在“设置”里加入区里并更新资料，再选择场地。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还有几处要改，没有保存。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请看各栏下面的红字，改好后再保存。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这位职工已经是会员，不能再次入会。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请改办会籍接转、信息更新，或者只登记服务。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这台设备上找不到要办的这一条。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请核对编号，或先上报一次以更新资料，再查一遍。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{goods}”每人一份，这位会员已经领过了（{at}，{site}）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请向本人说明；登记有误的，请镇街干部作废上一条。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>按规定，这位会员不能领“{goods}”。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请核对领取对象：新会员物资要先完成入会登记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{goods}”不够了，本场地还剩 {left} 份。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请补货并由镇街干部登记入库，或改发其他物资。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这条记录早已作废。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不用再处理。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>连不上区里。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不影响登记：记录都存在本机，网络恢复后会自动上报。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这台设备没有联网。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不影响登记：记录都存在本机，联网后会自动上报。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>找不到区里的服务器。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请检查网络；不影响登记，网络恢复后会自动上报。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>网络通了，但区里的服务器没有开。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不影响登记，程序会自动再试；一直这样请告诉区里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>网络太慢，区里没有及时答复。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不影响登记，程序会自动再试；可以换个信号好的位置，或用手机热点。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上报到一半，网络断了。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已确认的不会重报，没确认的还在本机，程序会自动再试。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>答复的不是区里的服务器，什么也没有发出去。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请换一个网络再试；一直这样请告诉区里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>对方的证书不是区里的，什么也没有发出去。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请换一个网络再试，不要使用要看广告或登录的公共无线网；一直这样请告诉区里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这台设备的时间不对，无法确认区里的身份。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请把系统日期和时间调准，再点“立即上报”。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>答复上没有区里的签名，一条也没有算作确认。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请换一个网络再试，并告诉区里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这个网络要先登录：答复的是网页，不是区里的服务器。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请打开浏览器完成上网登录，或换一个网络，再点“立即上报”。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收到的是另一次上报的答复，一条也没有算作确认。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>程序会自动再试；一直这样请换一个网络。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里没有接收这次上报（{why}）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>记录都还在本机；请把括号里的代码告诉区里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里已停用这台设备。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请停止登记，保管好设备，并联系区里；记录都还在本机。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里不认识这台设备。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>记录都还在本机；请向区里要一张新的加入码。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这台设备上的程序太旧，区里已经不收它的记录。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先升级程序，再点“立即上报”；记录都还在本机。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里的服务器自己出了故障。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>加入码没有被接受。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请向区里要一张新的加入码。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>加入码读不出来。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请整行复制，从 FK1 开始到最后一个字符，不要漏掉或换行。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这张加入码已经用过。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>一张加入码只能加入一台设备，请向区里要一张新的。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这张加入码已经过期。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里没有发过这张加入码。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请核对是不是别的区的加入码，或向区里要一张新的。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有找到打印机，已存为 PDF 文件。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>文件在 {folder}；接好打印机后可在“打印”页重打。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印机“{printer}”没有接收这张纸。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请检查电源、连线和纸张，再到“打印”页重打；登记已经保存。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有的字打不出来（{code_points}），没有打印。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请在会员资料的“打印用字”里填写代用写法，再打印；登记已经保存。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印用的字体没有装好。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请运行 ./run setup 重新安装字体，再到“打印”页重打；登记已经保存。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>rejections</name>
    <message>
        <source>这位职工已经是会员，不能再次入会。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会籍跟着劳动关系走：请改为会籍接转；如果是看错了人，请更正证件号码；如果登记有误，请作废。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这位职工已经是“{union}”的会员（编号 {serial}），不能再次入会。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>要更正或作废的那条记录，早已作废。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不用再处理那条记录，请把这一条也作废。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里读不出这条记录的内容。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请打开更正，核对每一栏后重新保存；仍不行请告诉区里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里已有一条编号相同、内容不同的记录。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可能有人用旧的备份恢复过这台设备。请打开更正核对后重新保存，并告诉区里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>缺少本人对“提供给上级工会”的单独同意，区里不能接收。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请联系本人补上同意，再更正；本人不同意的，请作废。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{field}”一栏不符合区里的规则。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请打开更正，核对这一栏后重新保存。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这位会员在别的场地已经领过这种物资。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请与本人和另一场地核对；重复发放的，请作废这一条并收回或登记说明。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这条记录的“{field}”写得不合规矩，区里读不懂。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请打开更正，核对这一栏后重新保存；仍不行请告诉区里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这台设备不能为这个场地或单位登记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请核对场地；设备确实调换了场地的，请区里改设备所属的镇街后再更正。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这条记录前面少了几条，区里先不收。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先再上报一次；仍不行请告诉区里的技术人员，这台设备的档案库可能是旧备份。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员编号不在发给这台设备的号段里。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请打开更正后重新保存，程序会换一个编号；已打印的会员卡要收回重打。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员编号已经被别的会员用了。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员编号的校验位不对。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这条记录太大，区里不收。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>多半是签名图太大：请打开更正，清除签名后重签。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这台设备上的程序太旧，区里已经不收它的记录。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先升级程序，再点“立即上报”；记录都还在这台设备上。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{field}”一栏选的代码，区里的代码表中没有。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先上报一次以更新资料，再打开更正，重新选择这一栏。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里没有这场活动。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请在设置里重新选择活动和场地，再打开更正后重新保存。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里的物资目录中没有这种物资。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请与区里核对物资目录；登记有误的，请作废后重新发放登记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里的服务器还不认识这一类记录。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请告诉区里的技术人员升级服务器，之后再处理；记录不会丢失。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里找不到这位会员。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请核对会员编号；查无此人的，请作废，再按新会员登记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>要更正或作废的那条记录，区里还没有。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请再上报一次；仍不行请作废这一条，重新更正。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里没有所选的工会组织。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先上报一次以更新资料，再打开更正，重新选择工会。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里的服务目录中没有这项服务。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请与区里核对服务目录；登记有误的，请作废后重新登记。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里没有这个场地。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请在设置里重新选择场地，再打开更正后重新保存。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这条记录所依据的登记已经作废。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请核对后把这一条也作废。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区里退回了这条记录（代码 {code}）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请核对后更正或作废；说不清原因的，请把这个代码告诉区里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>strings</name>
    <message>
        <source>申请中</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正常</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保留会籍（退休）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保留会籍（失业）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保留会籍</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>转出中</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已转出</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已退会</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>自动退会</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已开除</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已终止</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>志愿者</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>镇街干部</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员卡（整版）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>领取凭条</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>入会申请书</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>入会登记</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会籍接转</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>信息更新</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>服务登记</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>物资发放</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>撤回同意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更正</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>作废</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在整理待上报的记录</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在上报</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在核对区里的确认</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在接收区里的资料</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在打印</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>男</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>女</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未说明</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>居民身份证</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>港澳台居民居住证</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>外国人永久居留身份证</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>外国人永久居留身份证（2017 版）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>港澳居民来往内地通行证</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>台湾居民来往大陆通行证</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>护照</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件后补</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件类型</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>姓名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印用字</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>性别</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>性别不同的原因</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>手机号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>就业群体</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>就业状况</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>工作单位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>平台或站点</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>所属工会</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>入会渠道</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>入会方式</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>介绍人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>单独同意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>个人信息告知书</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员编号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>临时编号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>服务项目</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>物资</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>数量</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>人次</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>代领人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>场地</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>台位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>活动</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>操作员</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>时间</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填表时间</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>会员</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>原记录</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>原因</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zh_CN</source>
        <comment>The language&apos;s own tag: write en for English</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
