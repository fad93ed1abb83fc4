CREATE TABLE `mails` (
	`id` int AUTO_INCREMENT NOT NULL,
	`session_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`mail_key` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`site_key` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`kind` enum('left_message','transcript') NOT NULL,
	`recipient` varchar(255),
	`message_id` int NOT NULL,
	`state` enum('pending','sent','dead') NOT NULL DEFAULT 'pending',
	`attempts` tinyint NOT NULL DEFAULT 0,
	`claim` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`due_at` timestamp(3) NOT NULL,
	`created_at` timestamp NOT NULL,
	CONSTRAINT `mails_id` PRIMARY KEY(`id`),
	CONSTRAINT `mails_key_unique` UNIQUE(`session_id`,`mail_key`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
ALTER TABLE `mails` ADD CONSTRAINT `mails_session_id_sessions_session_id_fk` FOREIGN KEY (`session_id`) REFERENCES `sessions`(`session_id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `mails_site` ON `mails` (`site_key`,`kind`,`created_at`);