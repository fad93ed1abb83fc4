CREATE TABLE `rollup_agents` (
	`agent_id` int NOT NULL,
	`site_key` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`chats` bigint NOT NULL DEFAULT 0,
	`replies` bigint NOT NULL DEFAULT 0,
	`reply_seconds` bigint NOT NULL DEFAULT 0,
	`ratings` bigint NOT NULL DEFAULT 0,
	`scores` bigint NOT NULL DEFAULT 0,
	CONSTRAINT `rollup_agents_agent_id_site_key_pk` PRIMARY KEY(`agent_id`,`site_key`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `rollup_cursors` (
	`source` enum('messages','sessions','assignments','ratings') NOT NULL,
	`folded_to` int NOT NULL DEFAULT 0,
	`settled_to` int NOT NULL DEFAULT 0,
	`seen_to` int NOT NULL DEFAULT 0,
	`seen_at` datetime(3) NOT NULL,
	CONSTRAINT `rollup_cursors_source` PRIMARY KEY(`source`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `rollup_unanswered` (
	`session_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`site_key` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`messages` bigint NOT NULL DEFAULT 0,
	`instants` bigint NOT NULL DEFAULT 0,
	CONSTRAINT `rollup_unanswered_session_id` PRIMARY KEY(`session_id`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `rollup_unassigned` (
	`agent_id` int NOT NULL,
	`session_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`site_key` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`replies` bigint NOT NULL DEFAULT 0,
	`reply_seconds` bigint NOT NULL DEFAULT 0,
	CONSTRAINT `rollup_unassigned_agent_id_session_id_pk` PRIMARY KEY(`agent_id`,`session_id`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
CREATE TABLE `rollup_widgets` (
	`site_key` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`chats` bigint NOT NULL DEFAULT 0,
	`messages` bigint NOT NULL DEFAULT 0,
	`replies` bigint NOT NULL DEFAULT 0,
	`reply_seconds` bigint NOT NULL DEFAULT 0,
	`ratings` bigint NOT NULL DEFAULT 0,
	`scores` bigint NOT NULL DEFAULT 0,
	CONSTRAINT `rollup_widgets_site_key` PRIMARY KEY(`site_key`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
ALTER TABLE `rollup_agents` ADD CONSTRAINT `rollup_agents_site_key_widget_configs_site_key_fk` FOREIGN KEY (`site_key`) REFERENCES `widget_configs`(`site_key`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `rollup_unanswered` ADD CONSTRAINT `rollup_unanswered_site_key_widget_configs_site_key_fk` FOREIGN KEY (`site_key`) REFERENCES `widget_configs`(`site_key`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `rollup_unassigned` ADD CONSTRAINT `rollup_unassigned_site_key_widget_configs_site_key_fk` FOREIGN KEY (`site_key`) REFERENCES `widget_configs`(`site_key`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `rollup_widgets` ADD CONSTRAINT `rollup_widgets_site_key_widget_configs_site_key_fk` FOREIGN KEY (`site_key`) REFERENCES `widget_configs`(`site_key`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `rollup_agents_site` ON `rollup_agents` (`site_key`);--> statement-breakpoint
CREATE INDEX `rollup_unanswered_site` ON `rollup_unanswered` (`site_key`);--> statement-breakpoint
CREATE INDEX `rollup_unassigned_site` ON `rollup_unassigned` (`site_key`);--> statement-breakpoint
INSERT INTO `rollup_cursors` (`source`, `folded_to`, `settled_to`, `seen_to`, `seen_at`)
SELECT 'messages', 0, `id`, `id`, UTC_TIMESTAMP(3) FROM (SELECT COALESCE(MAX(`id`), 0) AS `id` FROM `messages`) `newest`
UNION ALL SELECT 'sessions', 0, `id`, `id`, UTC_TIMESTAMP(3) FROM (SELECT COALESCE(MAX(`id`), 0) AS `id` FROM `sessions`) `newest`
UNION ALL SELECT 'assignments', 0, `id`, `id`, UTC_TIMESTAMP(3) FROM (SELECT COALESCE(MAX(`id`), 0) AS `id` FROM `assignments`) `newest`
UNION ALL SELECT 'ratings', 0, `id`, `id`, UTC_TIMESTAMP(3) FROM (SELECT COALESCE(MAX(`id`), 0) AS `id` FROM `ratings`) `newest`;